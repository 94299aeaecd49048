import { type Box, overlap } from './findPlace';

/** From a point to what is told of it, px */
const AWAY = 12;
/** A point's own box, half its width, px */
const POINT = 5;

/**
 * Where a tooltip stands: beside the points that it is about, right or left of all of them, else above or below, so that
 * it covers none. It may leave the chart upward and downward, but not at its sides, where the page may end.
 *
 * @param size of the tooltip, px
 * @param points that it is about, at least one, px
 * @param chart all of the chart, from its left edge to its right one
 */
export function tooltipPlace(
  size: { readonly width: number; readonly height: number },
  points: readonly { readonly x: number; readonly y: number }[],
  chart: Box,
): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const rightmost = chart.left + chart.width - size.width;
  const within = (left: number) => Math.max(chart.left, Math.min(rightmost, left));
  const level = Math.max(
    chart.top,
    Math.min(chart.top + chart.height - size.height, (top + bottom - size.height) / 2),
  );
  const over = within((first + last - size.width) / 2);
  const places = [
    { left: last + AWAY, top: level },
    { left: first - AWAY - size.width, top: level },
    { left: over, top: top - AWAY - size.height },
    { left: over, top: bottom + AWAY },
  ].map((at) => ({ ...at, ...size }));
  const boxes = points.map(({ x, y }) => ({
    ...{ left: x - POINT, width: 2 * POINT },
    ...{ top: y - POINT, height: 2 * POINT },
  }));
  const fits = (box: Box) =>
    box.left >= chart.left && box.left <= rightmost && !boxes.some((point) => overlap(box, point));
  return places.find(fits) ?? places[3]!;
}
