import type { KeptRun } from '../../storage/keptRun';

/** Size of the small curve in a row, px. */
export const SPARK = { width: 96, height: 26 } as const;
/** Room for the width of the line and the dot at its end, px. */
const INSET = 2.5;
/** Each point of the training loss is the mean over this width, px: single batches are noise. */
const BUCKET = 3;

interface Point {
  readonly step: number;
  readonly loss: number;
}

/** What is drawn of a run: `d` of two paths, and where the held-out loss ends. */
export interface Spark {
  readonly train: string;
  readonly heldOut: string;
  readonly end: readonly [x: number, y: number] | undefined;
}

const isFinitePoint = <P extends { readonly loss: number | undefined }>(
  point: P,
): point is P & { readonly loss: number } => Number.isFinite(point.loss);

/** The means of equal parts of the run, each at its mean step. */
function inBuckets(points: readonly Point[], last: number): Point[] {
  const count = Math.ceil(SPARK.width / BUCKET);
  const sums = Array.from({ length: count }, () => ({ n: 0, step: 0, loss: 0 }));
  for (const { step, loss } of points) {
    const sum = sums[Math.min(count - 1, Math.floor((count * step) / last))]!;
    sum.n++;
    sum.step += step;
    sum.loss += loss;
  }
  return sums.flatMap(({ n, step, loss }) => (n > 0 ? [{ step: step / n, loss: loss / n }] : []));
}

/** The small curve of a run: its held-out loss and its training loss in one frame, which both fill. */
export function sparkOf({ train, evals }: KeptRun['curves'], step: number): Spark {
  const heldOut = evals.filter(isFinitePoint);
  const last = Math.max(1, step, heldOut.at(-1)?.step ?? 0);
  const means = inBuckets(train.filter(isFinitePoint), last);
  const losses = [...heldOut, ...means].map(({ loss }) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const place = ({ step: at, loss }: Point): readonly [number, number] => {
    const down = high > low ? (high - loss) / (high - low) : 0.5;
    return [
      Number((INSET + (at / last) * (SPARK.width - 2 * INSET)).toFixed(1)),
      Number((INSET + down * (SPARK.height - 2 * INSET)).toFixed(1)),
    ];
  };
  const path = (points: readonly Point[]) =>
    points.length > 1 ? `M${points.map((point) => place(point).join(' ')).join('L')}` : '';
  const final = heldOut.at(-1);
  return { train: path(means), heldOut: path(heldOut), end: final && place(final) };
}

/** The same in words, as "Held-out loss from 5.12 down to 2.31". */
export function sparkWords({ evals }: KeptRun['curves']): string {
  const points = evals.filter(isFinitePoint);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'No held-out loss was measured';
  if (first === last) return `Held-out loss ${last.loss.toFixed(2)}`;
  const way = last.loss > first.loss ? 'up' : 'down';
  return `Held-out loss from ${first.loss.toFixed(2)} ${way} to ${last.loss.toFixed(2)}`;
}
