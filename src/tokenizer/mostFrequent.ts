/** Words in order of their frequency; of equally frequent ones the one that sorts first. */
const byFrequency = (a: readonly [string, number], b: readonly [string, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

/** Words beyond those asked for that are kept before the least frequent are dropped. */
const SPARE = 8192;

/** Of words that come one after another, each once, the `room` most frequent: never keeps many more than these. */
export function createMostFrequent(room: number) {
  let kept: (readonly [string, number])[] = [];
  const tidy = () => {
    kept.sort(byFrequency);
    kept = kept.slice(0, room);
  };
  return {
    add(entry: readonly [string, number]): void {
      kept.push(entry);
      if (kept.length >= 2 * room + SPARE) tidy();
    },
    /** The most frequent first; of equally frequent ones the one that sorts first */
    words(): string[] {
      tidy();
      return kept.map(([word]) => word);
    },
  };
}
