/** Moves places that are closer than `gap` apart, as little as it takes from the top down, and keeps their order. */
export function spreadApart(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  order.forEach((i, n) => {
    const above = order[n - 1];
    if (above !== undefined) moved[i] = Math.max(moved[i]!, moved[above]! + gap);
  });
  return moved;
}
