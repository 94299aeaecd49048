/**
 * Moves places as little as possible so that no two are nearer than `apart`. They keep their order and stay between
 * `low` and `high`; where they do not fit, they start at `low`. Returns them in the order of `wanted`.
 */
export function spread(
  wanted: readonly number[],
  apart: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = [...wanted];
  let least = low;
  for (const i of order) {
    placed[i] = Math.max(least, wanted[i]!);
    least = placed[i]! + apart;
  }
  let most = high;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(most, placed[i]!);
    most = placed[i]! - apart;
  }
  // There are more than fit: they overflow at the far end instead.
  const over = low - Math.min(...placed);
  return over > 0 ? placed.map((place) => place + over) : placed;
}
