import type { MapColours, Rgb } from './useMapColours';

const GAMMA = 0.65;

/**
 * The colour of a cell of a map: blue where a token (row) looks at what stands before it, amber after, ink at itself; or of
 * a difference, ink where there is more, red where less. Weak attention is raised (`GAMMA`): spread over twenty tokens it
 * would be invisible.
 */
export function cellColour(
  value: number,
  row: number,
  column: number,
  colours: MapColours,
  isChange: boolean,
): Rgb {
  const strength = Math.min(1, Math.abs(value)) ** GAMMA;
  const side = column < row ? colours.left : colours.right;
  const moved = value < 0 ? colours.less : colours.self;
  const looks = row === column ? colours.self : side;
  const colour = isChange ? moved : looks;
  const mixed = (c: 0 | 1 | 2) => colours.empty[c] + (colour[c] - colours.empty[c]) * strength;
  return [mixed(0), mixed(1), mixed(2)];
}
