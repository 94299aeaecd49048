import { findPlace, type Obstacles } from '../charts/findPlace';
import { LABEL_HEIGHT, type Label, type Place, textWidth } from '../charts/labels';

/** From a line's end to its label, px. */
const GAP = 8;

/** The last point of a run's line, and what the run is called. */
export interface LineEnd {
  readonly of: 'heldOut' | 'training';
  readonly name: string;
  readonly step: number;
  readonly loss: number;
}

/**
 * Names of two runs at the ends of their lines: right of the end while there is room, else flush with the frame. The
 * upper line's name moves up and the lower one's down, clear of the obstacles and of each other.
 */
export function overlaidLabels(
  ends: readonly LineEnd[],
  obstacles: Obstacles,
  { frame, x, y }: Place,
): Label[] {
  const labels: Label[] = [];
  const falling = ends.toSorted((a, b) => b.loss - a.loss);
  for (const [i, { of, name, step, loss }] of falling.entries()) {
    const text = `${name} ${loss.toFixed(2)}`;
    const width = textWidth(text, of === 'heldOut');
    const rightmost = frame.left + frame.width - width;
    const left = Math.max(frame.left, Math.min(x(step) + GAP, rightmost));
    const wanted = { left, top: y(loss) - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
    const isUpper = i === 0 && falling.length > 1;
    const taken = { ...obstacles, labels: [...obstacles.labels, ...labels] };
    const box = findPlace(wanted, taken, frame, isUpper ? 'up' : 'down');
    labels.push({ ...box, text, of, flush: left === rightmost ? 'right' : 'left' });
  }
  return labels;
}
