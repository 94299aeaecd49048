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

/**
 * Moves `box` up or down, as little as it takes, until it lies in the frame and on no obstacle.
 * Up and down are not equal: `towards` is tried first, so that a label stays on its side of a
 * jittering line.
 */
export function findPlace(
  box: Box,
  obstacles: readonly Box[],
  frame: Box,
  towards: 'up' | 'down',
): Box {
  const lowest = frame.top + frame.height - box.height;
  const start = Math.min(lowest, Math.max(frame.top, box.top));
  const free = (top: number) => !obstacles.some((other) => overlap({ ...box, top }, other));
  const search = (sign: 1 | -1) => {
    for (let top = start; top >= frame.top && top <= lowest; top += sign) if (free(top)) return top;
    return undefined;
  };
  const up = search(-1);
  const down = search(1);
  const first = towards === 'up' ? up : down;
  const second = towards === 'up' ? down : up;
  const far = (top: number | undefined) =>
    top === undefined ? Number.POSITIVE_INFINITY : Math.abs(top - start);
  const chosen = far(first) <= far(second) + PATIENCE ? first : second;
  return { ...box, top: chosen ?? start };
}
