/**
 * Numbers sorted into classes that are split again and again (Valmari and Lehtinen 2008, "refinable partition"): to split
 * a class takes as long as the parts are that are taken out, not as long as the class is.
 */
export function createPartition(size: number) {
  const classOf = new Int32Array(size);
  /** The numbers, those of one class side by side, and the place of each */
  const sorted = Int32Array.from({ length: size }, (_, i) => i);
  const places = Int32Array.from(sorted);
  /** Of each class */
  const firsts = [0];
  const sizes = [size];

  /** Moves a part of a class behind the rest of it, and makes it a class of its own without giving it its number yet. */
  const moveOut = (from: number, part: readonly number[]): number => {
    for (const number of part) {
      const last = firsts[from]! + --sizes[from]!;
      const [place, other] = [places[number]!, sorted[last]!];
      sorted[place] = other;
      places[other] = place;
      sorted[last] = number;
      places[number] = last;
    }
    firsts.push(firsts[from]! + sizes[from]!);
    sizes.push(part.length);
    return firsts.length - 1;
  };
  const numbersOf = (one: number) => sorted.subarray(firsts[one]!, firsts[one]! + sizes[one]!);

  return {
    classOf,
    count: () => firsts.length,
    /**
     * Splits a class into these parts and the rest of it. The largest keeps the number of the class.
     *
     * @returns the numbers whose class has changed
     */
    split(from: number, parts: readonly (readonly number[])[]): number[] {
      const taken = parts.reduce((sum, { length }) => sum + length, 0);
      const rest = sizes[from]! - taken;
      const largest = parts.reduce((a, b) => (b.length > a.length ? b : a));
      const changed: number[] = [];
      for (const part of parts) {
        if (part === largest && part.length >= rest) continue;
        const own = moveOut(from, part);
        for (const number of part) {
          classOf[number] = own;
          changed.push(number);
        }
      }
      if (largest.length < rest || rest === 0) return changed;
      const own = moveOut(from, largest);
      [firsts[from], firsts[own]] = [firsts[own]!, firsts[from]!];
      [sizes[from], sizes[own]] = [sizes[own]!, sizes[from]!];
      for (const number of numbersOf(own)) {
        classOf[number] = own;
        changed.push(number);
      }
      return changed;
    },
  };
}
