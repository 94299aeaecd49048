import type { Context } from '../../config/settings';
import { type Box, findPlace, isApart, isFree, type Obstacles } from './findPlace';
import { LABEL_HEIGHT, type Label, type Place, textWidth } from './labels';

/** A loss that simple knowledge has, which the curve passes on its way down, or the floor of a context. */
export interface Level {
  readonly of: 'level' | Context;
  readonly text: string;
  readonly loss: number;
}

/** Boxes of the dashed lines. */
export function levelBoxes(levels: readonly Level[], { frame, y }: Place): Box[] {
  const { left, width } = frame;
  return levels.map(({ loss }) => ({ left, width, top: y(loss) - 1, height: 2 }));
}

const SLIDE = 8;

/**
 * Names of the levels: each above its line at the right, or below it, or slid to the left, or away
 * from the line, where it would stand on what is taken (the curves and their names) or on another level. A
 * higher line's name is never below a lower line's.
 */
export function levelLabels(levels: readonly Level[], taken: Obstacles, place: Place): Label[] {
  const { frame, y } = place;
  const labels = [...taken.labels];
  const obstacles = { labels, lines: [...taken.lines, ...levelBoxes(levels, place)] };
  const names = new Map<Level, Label>();
  // The lowest first: where two names want one place, the higher line's moves up.
  let lowest = frame.top + frame.height - LABEL_HEIGHT;
  const rising = levels.toSorted((a, b) => a.loss - b.loss);
  for (const [i, level] of rising.entries()) {
    const { of, text, loss } = level;
    const width = textWidth(text);
    const usual = {
      left: frame.left + frame.width - width,
      top: y(loss) - LABEL_HEIGHT - 1,
      width,
      height: LABEL_HEIGHT,
    };
    const fits = (box: Box) => box.top >= frame.top && box.top <= lowest && isFree(box, obstacles);
    const slid: Box[] = [];
    for (let { left } = usual; left >= frame.left; left -= SLIDE) slid.push({ ...usual, left });
    const atLine = slid.flatMap((box) => [usual.top, y(loss) + 2].map((top) => ({ ...box, top })));
    // Away from its own line a name must not stand next to another line, whose name it would seem to be.
    const next = rising[i + 1];
    const bottom = lowest + LABEL_HEIGHT;
    const below = next ? y(next.loss) + 1 : frame.top;
    const top = bottom - below >= LABEL_HEIGHT ? below : frame.top;
    const room = { ...frame, top, height: bottom - top };
    const away = () => {
      const found = slid.map((box) => findPlace(box, obstacles, room, 'up'));
      return (
        found.find((box) => isFree(box, obstacles)) ??
        found.find((box) => isApart(box, obstacles)) ??
        found[0]
      );
    };
    const box = atLine.find(fits) ?? away() ?? usual;
    lowest = box.top;
    labels.push(box);
    names.set(level, { ...box, text, of, flush: 'right' });
  }
  return levels.map((level) => names.get(level)!);
}
