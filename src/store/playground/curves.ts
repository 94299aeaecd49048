import type { EvalPoint, Metrics, Sitting, TrainPoint } from '../../protocol/run';
import type { RunData } from './state';

/** Points of the training curve kept; past that, neighbours in the older half are averaged. */
export const MAX_POINTS = 4000;

/** Points before `step`: after a loss that was not a number, a run goes back and repeats some. */
export function upTo<P extends { step: number }>(
  points: readonly P[],
  step: number | undefined,
): readonly P[] {
  if (step === undefined || (points.at(-1)?.step ?? 0) < step) return points;
  return points.filter((p) => p.step < step);
}

/** Halves the older half once there are too many points; a mean of two keeps the curve true. */
function thin(points: readonly TrainPoint[]): readonly TrainPoint[] {
  if (points.length <= MAX_POINTS) return points;
  const half = Math.floor(points.length / 4) * 2;
  const older: TrainPoint[] = [];
  for (let i = 0; i < half; i += 2) {
    const a = points[i]!;
    const b = points[i + 1]!;
    // A step without blanks has no loss, and no part in the mean.
    const loss = a.loss !== undefined && b.loss !== undefined ? (a.loss + b.loss) / 2 : undefined;
    older.push({ ...b, loss: loss ?? a.loss ?? b.loss });
  }
  return [...older, ...points.slice(half)];
}

/** A run sits about forty exams, and up to 70 early ones. Each run that is kept, and each step by hand, adds one. */
export const MAX_EVALS = MAX_POINTS;
/** What an exam came to blank by blank takes some kilobytes, and is asked for only of a few. */
export const MAX_SITTINGS = 240;

/** Where there are too many exams, every second of the older half goes. The first and the one with the lowest loss stay. */
function thinExams<P>(exams: readonly P[], most: number, lossOf: (exam: P) => number) {
  if (exams.length <= most) return exams;
  const losses = exams.map(lossOf);
  const best = losses.indexOf(losses.reduce((a, b) => Math.min(a, b)));
  const older = Math.floor(exams.length / 2);
  return exams.filter((_, i) => i % 2 === 0 || i >= older || i === best);
}

const meanOf = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

/** The sittings with a new one, at most `MAX_SITTINGS`. */
export const withSitting = (sittings: readonly Sitting[], one: Sitting): readonly Sitting[] =>
  thinExams([...upTo(sittings, one.step), one], MAX_SITTINGS, ({ losses }) => meanOf(losses));

/** The exams with new ones, at most `MAX_EVALS`. */
const withEvals = (evals: readonly EvalPoint[], more: readonly EvalPoint[]) =>
  thinExams([...upTo(evals, more[0]?.step), ...more], MAX_EVALS, ({ loss }) => loss);

type Curves = Pick<
  RunData,
  'step' | 'train' | 'evals' | 'aside' | 'changed' | 'stepsPerSecond' | 'tokensPerSecond'
>;

/** Curves and speed of a run with what the trainer has measured since. */
export const withMetrics = (run: Curves, metrics: Metrics): Curves => ({
  step: metrics.step,
  train: thin([...upTo(run.train, metrics.train[0]?.step), ...metrics.train]),
  // The same list where nothing came: what is drawn of it need not be drawn again.
  evals: metrics.evals.length > 0 ? withEvals(run.evals, metrics.evals) : run.evals,
  aside: metrics.aside,
  changed: metrics.changed?.length
    ? [...new Set([...run.changed, ...metrics.changed])]
    : run.changed,
  stepsPerSecond: metrics.stepsPerSecond ?? run.stepsPerSecond,
  tokensPerSecond: metrics.tokensPerSecond ?? run.tokensPerSecond,
});

type Measured = Pick<RunData, 'train' | 'evals' | 'sittings' | 'kept'>;

/** What a run that trains on from `step` keeps: what was measured later, or kept later, is no longer its own. */
export const untilStep = ({ train, evals, sittings, kept }: Measured, step: number): Measured => ({
  train: upTo(train, step + 1),
  evals: upTo(evals, step + 1),
  sittings: upTo(sittings, step + 1),
  kept: kept && kept.step <= step ? kept : undefined,
});
