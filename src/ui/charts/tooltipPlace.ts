import { type Box, overlap } from './findPlace';

/** From a point to what is told of it, px */
const AWAY = 12;
/** A point's own box, half its width, px */
const POINT = 5;

/**
 * Where a tooltip stands: right or left of all the points that it is about, else above or below them, so that it covers
 * none. Of such places it takes the one that covers least of all else. It may leave the chart upward and downward, but
 * not at its sides, where the page may end.
 *
 * @param size of the tooltip, px
 * @param points that it is about, at least one, px
 * @param drawn what else is better not covered: lines and names
 * @param chart all of the chart, from its left edge to its right one
 */
export function tooltipPlace(
  size: { readonly width: number; readonly height: number },
  points: readonly { readonly x: number; readonly y: number }[],
  drawn: readonly Box[],
  chart: Box,
): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const rightmost = chart.left + chart.width - size.width;
  const lowest = chart.top + chart.height - size.height;
  const within = (least: number, wanted: number, most: number) =>
    Math.max(least, Math.min(most, wanted));
  const over = within(chart.left, (first + last - size.width) / 2, rightmost);
  const level = within(chart.top, (top + bottom - size.height) / 2, lowest);
  const beside = [last + AWAY, first - AWAY - size.width].flatMap((left) =>
    [level, lowest, chart.top].map((at) => ({ left, top: at })),
  );
  const below = { left: over, top: bottom + AWAY, ...size };
  const above = { left: over, top: top - AWAY - size.height };
  const boxes = points.map(({ x, y }) => ({
    ...{ left: x - POINT, width: 2 * POINT },
    ...{ top: y - POINT, height: 2 * POINT },
  }));
  const places = [...beside, above]
    .map((at) => ({ ...at, ...size }))
    .filter((box) => box.left >= chart.left && box.left <= rightmost)
    .filter((box) => !boxes.some((point) => overlap(box, point)));
  const covers = (box: Box) => drawn.filter((other) => overlap(box, other)).length;
  return [...places, below].reduce((best, box) => (covers(box) < covers(best) ? box : best));
}
