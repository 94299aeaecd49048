import { formatTable } from '../../scripts/table.mjs';
import { CONTENDERS, peakOf, threadsOf } from '../contenders';
import type { Goal } from './goals';
import type { Measured, SizeResult } from './measure';

type Cell = string | number;

/** Rounds to three figures; the result is a number, so that its column is aligned to the right. */
export const figures = (value: number | undefined): Cell =>
  value === undefined || !Number.isFinite(value) ? '' : Number(value.toPrecision(3));

/** All BERTs start alike, so a first loss that differs by more than rounding shows a wrong step. */
const SAME_LOSS = 1e-3;

function notesOn(row: Measured, reference: Measured | undefined): string {
  const notes = row.note ? [row.note] : [];
  // PyTorch starts from its own values, and nanogpt is another model.
  const isBert = row.contender !== 'nanogpt' && !row.contender.startsWith('pytorch');
  if (isBert && reference && Math.abs(row.firstLoss - reference.firstLoss) > SAME_LOSS) {
    notes.push(
      `WRONG: first loss ${row.firstLoss.toFixed(4)}, not ${reference.firstLoss.toFixed(4)}`,
    );
  }
  return notes.join('; ');
}

/** All contenders at one size, one line each. */
export function contenderTable({ size, flops, peak, wasmPeaks, rows }: SizeResult): string {
  const { name, V, D, L, H, F, T, B, M } = size;
  const measured = rows.filter((row) => 'wall' in row);
  const first = measured.find((row) => row.contender === 'cloze-webgpu');
  const reference = measured.find((row) => row.contender.startsWith('plain')) ?? first;
  const lines = rows.map((row): Cell[] => {
    const title = CONTENDERS[row.contender];
    if ('notMeasured' in row) {
      return [title, ...Array.from({ length: 10 }, () => ''), `not measured: ${row.notMeasured}`];
    }
    const speed = row.contender === 'nanogpt' ? undefined : flops / row.wall / 1e6; // GFLOP/s
    const kind = peakOf(row.contender);
    const most = kind === 'wasm' ? wasmPeaks[threadsOf(row.contender)!] : kind && peak?.gflops;
    return [
      title,
      figures(row.wall),
      figures(row.js),
      figures(row.launches),
      row.kernels === undefined ? '' : Math.round(row.kernels),
      figures(row.firstStep),
      figures(speed),
      most && speed ? figures((100 * speed) / most) : '',
      first ? figures(row.wall / first.wall) : '',
      figures(row.look),
      row.memory === undefined ? '' : Math.round(row.memory),
      notesOn(row, reference),
    ];
  });
  const best = peak
    ? `peak: ${figures(peak.gflops)} GFLOP/s, a ${peak.kernel} product of side ${peak.side}`
    : 'peak: not measured';
  const wasm = Object.entries(wasmPeaks)
    .map(([workers, gflops]) => `; WASM on ${workers}: ${figures(gflops)} GFLOP/s`)
    .join('');
  return [
    `${name}: V ${V}, D ${D}, L ${L}, H ${H}, F ${F}, T ${T}, B ${B}, M ${M}; ` +
      `${figures(flops / 1e9)} GFLOP a step; ${best}${wasm}`,
    formatTable([
      [
        'step',
        'ms',
        'JS ms',
        'launches',
        'kernels',
        'first step s',
        'GFLOP/s',
        '% of peak',
        'x cloze',
        'ms a look',
        'MB',
        'note',
      ],
      ...lines,
    ]),
  ].join('\n');
}

export function goalTable(goals: readonly Goal[]): string {
  const met = ({ met }: Goal) => {
    if (met === undefined) return '';
    return met ? 'met' : 'NOT MET';
  };
  return formatTable([
    ['goal', 'stated', 'measured', ''],
    ...goals.map((goal) => [goal.what, goal.goal, goal.measured, met(goal)]),
  ]);
}
