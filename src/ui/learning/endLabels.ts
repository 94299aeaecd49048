import { formatCount } from '../../base/format';
import { type Box, findPlace } from '../charts/findPlace';
import { LABEL_HEIGHT, type Label, type Place, textWidth } from '../charts/labels';
import type { CurveRow } from './curve';

/** From a line's end to its label, px. */
const GAP = 8;
/** Ends as near as this to each other have their labels flush, px. */
const NEAR = 24;

interface End {
  readonly of: 'heldOut' | 'training';
  readonly step: number;
  readonly loss: number;
}

/** The last point of a line. */
function endOf(rows: readonly CurveRow[], of: End['of']): End | undefined {
  const row = rows.findLast((r) => r[of] !== undefined);
  return row && { of, step: row.step, loss: row[of]! };
}

/**
 * Names of the two lines at their ends: right of the end while there is room, else at the frame's
 * right edge; clear of each other and of the obstacles. The upper line's name moves up, the lower
 * one's down. `note` is written after the held-out loss.
 */
export function endLabels(
  rows: readonly CurveRow[],
  obstacles: readonly Box[],
  { frame, x, y }: Place,
  note = '',
): Label[] {
  const ends = [endOf(rows, 'heldOut'), endOf(rows, 'training')].filter((end) => end !== undefined);
  const last = Math.max(...ends.map((end) => x(end.step)));
  const upper = ends.reduce<number>((loss, end) => Math.max(loss, end.loss), 0);
  const label = ({ of, step, loss }: End, taken: readonly Box[]): Label => {
    const name = of === 'heldOut' ? 'held-out' : 'training';
    const text = `${name} ${loss.toFixed(2)}${of === 'heldOut' ? note : ''}`;
    const width = textWidth(text, of === 'heldOut');
    const end = (last - x(step) < NEAR ? last : x(step)) + GAP;
    const rightmost = frame.left + frame.width - width;
    const left = Math.min(end, rightmost);
    const wanted = { left, top: y(loss) - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
    const box = findPlace(wanted, taken, frame, loss === upper ? 'up' : 'down');
    return { ...box, text, of, flush: left === rightmost ? 'right' : 'left' };
  };
  const [first, second] = ends;
  if (!first) return [];
  const single = label(first, obstacles);
  if (!second) return [single];
  const pair = [single, label(second, [...obstacles, single])] as const;
  const inOrder = pair[0].top < pair[1].top === first.loss >= second.loss;
  if (inOrder) return [...pair];
  // Where both labels must go to one side, the nearer one is placed first.
  const nearer = label(second, obstacles);
  return [label(first, [...obstacles, nearer]), nearer];
}

/** "best at 75" under the point with the lowest loss, or above it, clear of the obstacles. */
export function bestLabel(
  { step, loss }: { readonly step: number; readonly loss: number },
  obstacles: readonly Box[],
  { frame, x, y }: Place,
): Label {
  const text = `best at ${formatCount(step)}`;
  const width = textWidth(text);
  const rightmost = frame.left + frame.width - width;
  const left = Math.min(rightmost, Math.max(frame.left, x(step) - width / 2));
  const wanted = { left, top: y(loss) + GAP, width, height: LABEL_HEIGHT };
  return { ...findPlace(wanted, obstacles, frame, 'down'), text, of: 'best', flush: 'left' };
}
