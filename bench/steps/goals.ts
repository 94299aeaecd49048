import { CONTENDERS, type ContenderName } from '../contenders';
import type { SizeName } from '../sizes';
import type { Measured, SizeResult } from './measure';

/** One promise of the engines, and how this run stands to it. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** Undefined where this run cannot tell */
  readonly met: boolean | undefined;
}

interface Ratio {
  readonly what: string;
  /** Whose figure is to be the smaller one, and how many times at least; 1: just smaller */
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

/** How many times faster than plain TensorFlow.js on WebGPU, by the clock; no promise for BERT-mini. */
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

/** The stated goals at one size against what was measured there; only of those who took part. */
export function goalsOf(name: SizeName, { size, rows }: SizeResult): Goal[] {
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
  for (const { what, own, other, least, figure } of ratiosOf(name)) {
    if (!asked(own) || !asked(other)) continue;
    const value = figureOf(other, figure)! / figureOf(own, figure)!; // NaN if either is missing
    const stated = least === 1 ? 'above 1x' : `at least ${least}x`;
    const met = least === 1 ? value > 1 : value >= least;
    goals.push(goal(what, stated, Number.isNaN(value) ? undefined : times(value), met));
  }
  return goals;
}
