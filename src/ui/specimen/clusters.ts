import type { Run, Spaced } from './runs';

/** Marks that belong to what follows */
const OPENS = /^[\p{Ps}\p{Pi}¿¡]$/u;
const MARK = /^[\p{P}\p{S}]+$/u;
/** Lines may end after these. */
const PARTS = /^[-‐–—/…]+$/u;
/** Scripts without spaces between words, whose lines end anywhere but at a mark */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether no line ends between two words: a comma does not begin a line. */
function isJoined(before: Spaced, after: Spaced): boolean {
  if (before.gap !== '') return false;
  if (OPENS.test(before.written)) return true;
  if (OPENS.test(after.written)) return false;
  if (MARK.test(after.written)) return true;
  if (PARTS.test(before.written)) return false;
  return !UNSPACED.test(before.written) && !UNSPACED.test(after.written);
}

/** Runs that a line keeps together, in order. */
export function clustersOf<W extends Spaced>(runs: readonly Run<W>[]): Run<W>[][] {
  const clusters: Run<W>[][] = [];
  for (const run of runs) {
    const before = clusters.at(-1)?.at(-1)?.words.at(-1);
    if (before && isJoined(before, run.words[0]!)) clusters.at(-1)!.push(run);
    else clusters.push([run]);
  }
  return clusters;
}
