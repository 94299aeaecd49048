/**
 * Moves places apart until no two are nearer than `apart`, as little as it takes, in their order, and within
 * `low` to `high` where all fit; else they begin at `low`. Answers in the order of `wanted`.
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
  // Pushed past the upper end: there are more than fit, so they run over the lower end instead.
  const over = low - Math.min(...placed);
  return over > 0 ? placed.map((place) => place + over) : placed;
}
