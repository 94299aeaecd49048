/**
 * Moves places in rising order as little as it takes for them to stand at least `gap` apart and from `low` to `high`:
 * first down, then up from the end. Where that is too little room the first ones lie beyond `low`.
 */
export function apart(places: readonly number[], gap: number, low: number, high: number): number[] {
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? low - gap) + gap));
  let next = high + gap;
  for (let i = moved.length - 1; i >= 0; i--) {
    next = Math.min(moved[i]!, next - gap);
    moved[i] = next;
  }
  return moved;
}
