import type { Direction } from '../../corpus/direction';
import type { Place, Places } from './usePlaces';

/** Between a word and the feet of its arcs, px: an outline of 4 px fits in. */
const FOOT = 6;
/** Between an arc and the line of words above it, px: their outline, and half of the broadest arc. */
const CLEAR = 9;
/** How far an arc to another line goes along its own, px. */
const TAIL = 30;

/** The arc's foot above `place`, up to the height of its line: [CLS] and [SEP] stand lower than the words around them. */
function foot({ x, top, line }: Place, { lines }: Places) {
  const y = lines[line]!.top - FOOT;
  return { x, y, start: `M ${x} ${top - FOOT} L ${x} ${y}` };
}

/** How high arcs above a line may rise, px. */
function roomAbove(line: number, { lines }: Places): number {
  const above = lines[line - 1]?.bottom ?? -CLEAR;
  return Math.max(0, lines[line]!.top - FOOT - (above + CLEAR));
}

/** An arc in the space above the line of both places: the further apart, the higher. */
function bridge(a: Place, b: Place, places: Places): string {
  const from = foot(a, places);
  const to = foot(b, places);
  const rise = roomAbove(a.line, places) * Math.min(1, 0.25 + Math.abs(a.x - b.x) / 400);
  const y = from.y - rise / 0.75; // where the handles must be for the curve to rise so high
  return `${from.start} C ${from.x} ${y}, ${to.x} ${y}, ${to.x} ${to.y} L ${to.x} ${b.top - FOOT}`;
}

/** What there is of an arc to another line: it leaves the place along its own line, the way that one reads on or back. */
function tail(place: Place, isForward: boolean, places: Places, dir: Direction): string {
  const { x, y, start } = foot(place, places);
  const top = y - 0.8 * roomAbove(place.line, places);
  const isRightward = isForward === (dir === 'ltr');
  const end = Math.min(places.width - 1, Math.max(1, x + (isRightward ? TAIL : -TAIL)));
  return `${start} C ${x} ${(y + top) / 2}, ${(2 * x + end) / 3} ${top}, ${end} ${top}`;
}

/**
 * The arc between two places of the sentence as SVG paths, px: one within a line; two tails where they stand on different
 * lines, as an arc across lines would strike through the words between.
 */
export function arcPaths(from: Place, to: Place, places: Places, dir: Direction): string[] {
  if (from.line === to.line) return [bridge(from, to, places)];
  const isForward = to.line > from.line;
  return [tail(from, isForward, places, dir), tail(to, !isForward, places, dir)];
}
