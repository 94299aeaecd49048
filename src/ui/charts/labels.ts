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

/** Small boxes along a line of the chart: labels stay off them. */
export function lineBoxes(
  points: readonly { readonly step: number; readonly loss: number }[],
  { x, y }: Place,
): Box[] {
  return points.map(({ step, loss }) => ({
    ...{ left: x(step) - 3, top: y(loss) - 3 },
    ...{ width: 6, height: 6 },
  }));
}
