import { loadPart, storePart } from './vector';

/**
 * token + position + segment: row n of `sum` [rows, width] = words[ids[n]] + positions[n mod T] +
 * segments[types[n]].
 */
export function embed(
  ids: usize,
  types: usize,
  words: usize,
  positions: usize,
  segments: usize,
  sum: usize,
  rows: usize,
  sequenceLength: usize,
  width: usize,
): void {
  const row = width * 4;
  const wide = (width & ~3) * 4;
  const rest = <i32>(width & 3);
  for (let n: usize = 0; n < rows; n++) {
    const word = words + <usize>load<u32>(ids + n * 4) * row;
    const position = positions + (n % sequenceLength) * row;
    const segment = segments + <usize>load<u32>(types + n * 4) * row;
    for (let i: usize = 0; i <= wide; i += 16) {
      const value = f32x4.add(
        f32x4.add(v128.load(word + i), v128.load(position + i)),
        v128.load(segment + i),
      );
      if (i < wide) v128.store(sum + i, value);
      else if (rest) storePart(sum + i, value, rest);
    }
    sum += row;
  }
}
