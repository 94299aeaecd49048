import { formatCount } from '../../base/format';
import { type Box, findPlace, isFree, type Obstacles } from '../charts/findPlace';
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
  obstacles: Obstacles,
  { frame, x, y }: Place,
  note = '',
): Label[] {
  const ends = [endOf(rows, 'heldOut'), endOf(rows, 'training')].filter((end) => end !== undefined);
  const last = Math.max(...ends.map((end) => x(end.step)));
  const upper = ends.reduce<number>((loss, end) => Math.max(loss, end.loss), 0);
  const label = ({ of, step, loss }: End, taken: Obstacles): Label => {
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
  const beside = (other: Label) => ({ ...obstacles, labels: [...obstacles.labels, other] });
  const pair = [single, label(second, beside(single))] as const;
  const inOrder = pair[0].top < pair[1].top === first.loss >= second.loss;
  if (inOrder) return [...pair];
  // Where both labels must go to one side, the nearer one is placed first.
  const nearer = label(second, obstacles);
  return [label(first, beside(nearer)), nearer];
}

/** Farthest from its point that "best at 75" stands, px to either side, up and down. */
const REACH = 64;
const HOP = 4;

/** "best at 75" as near to the point with the lowest loss as it is clear of the obstacles, rather below it than above. */
export function bestLabel(
  { step, loss }: { readonly step: number; readonly loss: number },
  obstacles: Obstacles,
  { frame, x, y }: Place,
): Label {
  const text = `best at ${formatCount(step)}`;
  const size = { width: textWidth(text), height: LABEL_HEIGHT };
  const rightmost = frame.left + frame.width - size.width;
  const centre = x(step) - size.width / 2;
  const usual = {
    ...{ left: Math.min(rightmost, Math.max(frame.left, centre)), top: y(loss) + GAP },
    ...size,
  };
  const places: { box: Box; far: number }[] = [];
  for (let across = 0; across <= REACH; across += HOP) {
    for (let away = GAP; away <= REACH; away += HOP) {
      for (const side of [1, -1]) {
        const left = usual.left + side * across;
        const far = across + away;
        places.push({ box: { ...size, left, top: y(loss) + away }, far });
        places.push({ box: { ...size, left, top: y(loss) - away - LABEL_HEIGHT }, far: far + 1 });
      }
    }
  }
  const fits = ({ box }: { box: Box }) =>
    box.left >= frame.left &&
    box.left <= rightmost &&
    box.top >= frame.top &&
    box.top + box.height <= frame.top + frame.height &&
    isFree(box, obstacles);
  const near = places.toSorted((a, b) => a.far - b.far).find(fits);
  const box = near?.box ?? findPlace(usual, obstacles, frame, 'down');
  return { ...box, text, of: 'best', flush: 'left' };
}
