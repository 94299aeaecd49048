import type { Context } from '../../config/settings';
import type { Box } from './findPlace';

/** Places of the chart in pixels: the frame, and both axes. */
export interface Place {
  readonly frame: Box;
  readonly x: (step: number) => number;
  readonly y: (loss: number) => number;
}

/** A label with its place. */
export interface Label extends Box {
  readonly text: string;
  readonly of: 'level' | Context | 'heldOut' | 'training' | 'best';
  /** The edge that the text is aligned with: its width is only an estimate. */
  readonly flush: 'left' | 'right';
}

export const LABEL_HEIGHT = 14;

/** About how wide a text is in the interface's font at 11 px. */
export function textWidth(text: string, bold = false): number {
  return text.length * (bold ? 6.4 : 5.9);
}

/** Lines are measured in columns of this width, px. */
const COLUMN = 4;
/** Room on all sides of a line, px */
const ROOM = 3;

/** Boxes that cover a line of the chart, between its points too: labels stay off them. Points by ascending step. */
export function lineBoxes(
  points: readonly { readonly step: number; readonly loss: number }[],
  { x, y }: Place,
): Box[] {
  const spans = new Map<number, { top: number; bottom: number }>();
  const reach = (column: number, at: number) => {
    const span = spans.get(column);
    const { top, bottom } = span ?? { top: at, bottom: at };
    spans.set(column, { top: Math.min(top, at), bottom: Math.max(bottom, at) });
  };
  const columnOf = (at: number) => Math.floor(at / COLUMN);
  points.forEach(({ step, loss }, i) => {
    const end = { x: x(step), y: y(loss) };
    reach(columnOf(end.x), end.y);
    const before = points[i - 1];
    if (!before) return;
    const start = { x: x(before.step), y: y(before.loss) };
    const slope = (end.y - start.y) / (end.x - start.x);
    // Where the line goes from one column to the next, it is in both.
    for (let next = columnOf(start.x) + 1; next <= columnOf(end.x); next++) {
      const at = start.y + slope * (next * COLUMN - start.x);
      reach(next - 1, at);
      reach(next, at);
    }
  });
  return [...spans].map(([column, { top, bottom }]) => ({
    ...{ left: column * COLUMN - ROOM, width: COLUMN + 2 * ROOM },
    ...{ top: top - ROOM, height: bottom - top + 2 * ROOM },
  }));
}

/** The box of a dot at the end of a line. */
export function dotBox({ step, loss }: { step: number; loss: number }, { x, y }: Place): Box {
  const half = ROOM + 2;
  return { left: x(step) - half, top: y(loss) - half, width: 2 * half, height: 2 * half };
}
