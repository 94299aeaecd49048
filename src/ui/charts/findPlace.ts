/** A rectangle in pixels; y grows downward. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** If it would move farther than this, a label goes to the other side, px. */
const PATIENCE = 24;

/** Whether two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

/** What a label has to stay off. */
export interface Obstacles {
  /** Other labels: never, for two names on each other are none */
  readonly labels: readonly Box[];
  /** Lines and points of the chart: where there is room, for a name on a line can still be read */
  readonly lines: readonly Box[];
}

/** Between two labels side by side, px: nearer they would read as one. */
export const CLEARANCE = 10;

/** A label with room for the next one beside it. */
const widened = (label: Box): Box => ({
  ...label,
  left: label.left - CLEARANCE,
  width: label.width + 2 * CLEARANCE,
});

/** Whether a label may stand here, as far as other labels go. */
export const isApart = (box: Box, { labels }: Obstacles) =>
  !labels.some((label) => overlap(box, widened(label)));

/** Whether a label may stand here. */
export const isFree = (box: Box, obstacles: Obstacles) =>
  isApart(box, obstacles) && !obstacles.lines.some((line) => overlap(box, line));

/**
 * Moves `box` up or down, as little as it takes, until it lies in the frame and on no obstacle; where there is no such
 * place, until it lies on no label. Up and down are not equal: `towards` is tried first, so that a label stays on its
 * side of a jittering line.
 */
export function findPlace(box: Box, obstacles: Obstacles, frame: Box, towards: 'up' | 'down'): Box {
  const lowest = frame.top + frame.height - box.height;
  const start = Math.min(lowest, Math.max(frame.top, box.top));
  const nearest = (fits: (box: Box, obstacles: Obstacles) => boolean) => {
    const search = (sign: 1 | -1) => {
      for (let top = start; top >= frame.top && top <= lowest; top += sign) {
        if (fits({ ...box, top }, obstacles)) return top;
      }
      return undefined;
    };
    const up = search(-1);
    const down = search(1);
    const first = towards === 'up' ? up : down;
    const second = towards === 'up' ? down : up;
    const far = (top: number | undefined) =>
      top === undefined ? Number.POSITIVE_INFINITY : Math.abs(top - start);
    return far(first) <= far(second) + PATIENCE ? first : second;
  };
  return { ...box, top: nearest(isFree) ?? nearest(isApart) ?? start };
}
