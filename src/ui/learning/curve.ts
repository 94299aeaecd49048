import type { EvalPoint, TrainPoint } from '../../protocol/run';

/** Most points in a line: more would fall on the same pixels. */
const MAX_POINTS = 240;

/** Mean training loss of the `steps` steps that end with `step`. */
export interface TrainMean {
  readonly step: number;
  /** Over those of the steps that had blanks; undefined where none had */
  readonly loss: number | undefined;
  readonly steps: number;
}

/**
 * Number of steps averaged into one drawn point: a power of two, so that means already drawn stay
 * as they are until all of them are joined in pairs.
 */
export function stepsPerPoint(lastStep: number, limit = MAX_POINTS): number {
  let width = 1;
  while (lastStep / width > limit) width *= 2;
  return width;
}

/**
 * The training curve in at most `limit` points. A point of the store stands for the steps since the
 * one before it (the store joins old ones), and weighs as many.
 */
export function thinTraining(points: readonly TrainPoint[], limit = MAX_POINTS): TrainMean[] {
  const width = stepsPerPoint(points.at(-1)?.step ?? 0, limit);
  const means: TrainMean[] = [];
  let before = 0;
  let bucket = 0;
  let sum = 0;
  let steps = 0;
  let asked = 0;
  for (const [i, { step, loss }] of points.entries()) {
    const weight = Math.max(1, step - before);
    before = step;
    bucket = Math.ceil(step / width);
    steps += weight;
    if (loss !== undefined) {
      sum += weight * loss;
      asked += weight;
    }
    const next = points[i + 1];
    if (next && Math.ceil(next.step / width) === bucket) continue;
    means.push({ step, loss: asked > 0 ? sum / asked : undefined, steps });
    sum = 0;
    steps = 0;
    asked = 0;
  }
  return means;
}

/** The exams in about `limit` points, the last and that of the step `best` among them. */
export function thinEvals(
  evals: readonly EvalPoint[],
  best: number | undefined,
  limit = MAX_POINTS,
): readonly EvalPoint[] {
  const stride = Math.ceil(evals.length / limit);
  const last = evals.length - 1;
  return stride <= 1
    ? evals
    : evals.filter(({ step }, i) => i % stride === 0 || i === last || step === best);
}

/** A place on the chart's x axis, with what is known there. */
export interface CurveRow {
  readonly step: number;
  readonly training?: number;
  /** Number of the stretch of the training line that it is on: where nothing was asked, the line has a gap */
  readonly stretch?: number;
  readonly heldOut?: number;
}

/** Both lines in one list by step, as the chart takes them. */
export function curveRows(train: readonly TrainMean[], evals: readonly EvalPoint[]): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  let stretch = 0;
  for (const [i, { step, loss }] of train.entries()) {
    if (loss !== undefined) rows.set(step, { step, training: loss, stretch });
    else if (train[i - 1]?.loss !== undefined) stretch++;
  }
  for (const { step, loss } of evals) rows.set(step, { ...rows.get(step), step, heldOut: loss });
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

/** The points of one line */
export const pointsOf = (
  rows: readonly CurveRow[],
  line: 'heldOut' | 'training',
): { step: number; loss: number }[] =>
  rows.flatMap(({ step, [line]: loss }) => (loss === undefined ? [] : [{ step, loss }]));

/** The top of the y axis: a little above the loss of a uniform guess, and above every point. */
export function curveTop(knowsNothing: number, rows: readonly CurveRow[]): number {
  let top = knowsNothing;
  for (const row of rows) top = Math.max(top, row.training ?? 0, row.heldOut ?? 0);
  return 1.12 * top;
}

/** How many points each stretch of the training line has. */
export function stretchLengths(rows: readonly CurveRow[]): number[] {
  const lengths: number[] = [];
  for (const { stretch } of rows) {
    if (stretch !== undefined) lengths[stretch] = (lengths[stretch] ?? 0) + 1;
  }
  return lengths;
}
