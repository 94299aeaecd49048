import { CONTENDERS, type ContenderName, peakOf, threadsOf } from '../contenders';
import type { SizeName } from '../sizes';
import type { Measured, SizeResult } from './measure';

/** One goal of the engines, and whether this run meets it. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** Undefined if this run cannot tell */
  readonly met: boolean | undefined;
}

interface Ratio {
  readonly what: string;
  /** Whose figure should be smaller, and at least how many times smaller; 1 if just smaller */
  readonly own: ContenderName;
  readonly other: ContenderName;
  readonly least: number;
  readonly figure: (row: Measured) => number | undefined;
}

const wall = (row: Measured) => row.wall;
const step = (other: ContenderName, least: number): Ratio => ({
  what: `step, faster than ${CONTENDERS[other]}`,
  own: 'cloze-webgpu',
  other,
  least,
  figure: wall,
});

/** Least share of the browser's WASM peak that a whole step reaches */
const WASM_SHARE: Partial<Record<SizeName, number>> = { 2: 0.6, mini: 0.9 };

/** How many times faster than what others make of WebGL and WASM, at small sizes and at larger ones. */
const SMALL_LEAST = { 'plain-webgl': 40, 'plain-wasm': 15, 'jax-wasm': 4 };
const LARGE_LEAST = { 'jax-wasm': 1 };

/** The WASM engine's goals, for the largest number of workers measured; against PyTorch, for each number. */
function wasmRatios(name: SizeName, rows: SizeResult['rows']): Ratio[] {
  const own = rows.filter((row) => 'wall' in row && row.contender.startsWith('cloze-wasm'));
  const best = own.at(-1)?.contender;
  if (!best) return [];
  const faster = (other: ContenderName, least: number): Ratio => ({
    what: `wasm step, faster than ${CONTENDERS[other]}`,
    own: best,
    other,
    least,
    figure: wall,
  });
  const torch = own.flatMap(({ contender }) => {
    const other = `pytorch-${threadsOf(contender)}` as ContenderName;
    return other in CONTENDERS ? [{ ...faster(other, 1), own: contender }] : [];
  });
  const isSmall = `${name}` === '1' || `${name}` === '2'; // as typed, strings
  const least = Object.entries(isSmall ? SMALL_LEAST : LARGE_LEAST);
  return [...least.map(([other, times]) => faster(other as ContenderName, times)), ...torch];
}

/** How many times faster than plain TensorFlow.js on WebGPU, by the clock; BERT-mini has no such goal. */
const PLAIN_WEBGPU: Partial<Record<SizeName, number>> = { 1: 15, 2: 10 };

function ratiosOf(name: SizeName): Ratio[] {
  const least = PLAIN_WEBGPU[name];
  return [
    {
      ...step('plain-webgpu', 100),
      what: 'JavaScript, below plain tfjs webgpu',
      figure: (r) => r.js,
    },
    ...(least === undefined ? [] : [step('plain-webgpu', least)]),
    step('plain-webgl', 4),
    step('nanogpt', 1),
    step('jax', 1),
    {
      ...step('plain-webgl', 3),
      own: 'cloze-webgl',
      what: 'webgl kernels, fewer than plain tfjs webgl',
      figure: (r) => r.kernels,
    },
    {
      ...step('plain-webgl', 1.4),
      own: 'cloze-webgl',
      what: 'webgl step, faster than plain tfjs webgl',
    },
  ];
}

const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)}x`;

/** The goals at one size, compared with what was measured; only those whose contenders took part. */
export function goalsOf(name: SizeName, { size, rows, flops, wasmPeaks }: SizeResult): Goal[] {
  const asked = (contender: ContenderName) => rows.some((row) => row.contender === contender);
  const figureOf = (contender: ContenderName, figure: Ratio['figure']) => {
    const row = rows.find((r) => r.contender === contender);
    return row && 'wall' in row ? figure(row) : undefined;
  };
  const goal = (what: string, stated: string, measured: string | undefined, met: boolean): Goal =>
    measured === undefined
      ? { what, goal: stated, measured: 'not measured', met: undefined }
      : { what, goal: stated, measured, met };
  const goals: Goal[] = [];

  if (asked('cloze-webgpu')) {
    const launches = figureOf('cloze-webgpu', (r) => r.launches);
    const js = figureOf('cloze-webgpu', (r) => r.js);
    const most = 18 + 24 * size.L;
    goals.push(
      goal(
        'dispatches a step',
        `at most 18 + 24 L = ${most}`,
        launches?.toString(),
        launches! <= most,
      ),
      goal(
        'JavaScript a step',
        'below 1 ms',
        js === undefined ? js : `${js.toFixed(2)} ms`,
        js! < 1,
      ),
    );
  }
  for (const { what, own, other, least, figure } of [
    ...ratiosOf(name),
    ...wasmRatios(name, rows),
  ]) {
    if (!asked(own) || !asked(other)) continue;
    const value = figureOf(other, figure)! / figureOf(own, figure)!; // NaN if either is missing
    const stated = least === 1 ? 'above 1x' : `at least ${Number(least.toPrecision(2))}x`;
    const met = least === 1 ? value > 1 : value >= least;
    goals.push(goal(what, stated, Number.isNaN(value) ? undefined : times(value), met));
  }
  for (const row of rows) {
    const leastShare = WASM_SHARE[name];
    if (!leastShare || !('wall' in row) || peakOf(row.contender) !== 'wasm') continue;
    const most = wasmPeaks[threadsOf(row.contender)!];
    const share = most && flops / row.wall / 1e6 / most;
    goals.push(
      goal(
        `${CONTENDERS[row.contender]}, share of peak`,
        `at least ${100 * leastShare} %`,
        share ? `${Math.round(100 * share)} %` : undefined,
        share! >= leastShare,
      ),
    );
  }
  return goals;
}
