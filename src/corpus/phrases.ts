import { type Counts, createCounts, joined, parted } from '../base/counts';
import { release } from '../base/release';

/**
 * Least t-score of a phrase, (seen - expected) / sqrt(seen) (Church et al. 1991): chance comes to it once in
 * 200. So a phrase stands at least 7 times in the text.
 */
const LEAST_T = 2.576;
const LEAST_COUNT = Math.ceil(LEAST_T ** 2);
/** Phrases are taken, the closest first, until they cover this share of the words. */
const MOST_COVER = 0.5;
/** Words that phrases are learned from, at most: of a longer text the beginning shows them well enough. */
export const MOST_PHRASE_WORDS = 2_000_000;
/** Words between two yields: about a millisecond of work. */
const STRIDE = 8192;

/** W words in reading order. */
export interface WordRun {
  /** [W] Number of the word's spelling, below 2^26 - 1; -1 where it is no word to the model */
  readonly types: Int32Array;
  /** [W] 1 = the first of its sentence: no phrase crosses into it */
  readonly first: Uint8Array;
}

/** The phrases of a text. */
export interface PhraseBook {
  /** Words of the longest phrase that begins at `types[w]`, 1 to 3, and ends before `types[end]`. */
  longestAt(types: ArrayLike<number>, w: number, end: number): number;
}

type RunCounts = Readonly<Record<'singles' | 'pairs' | 'triples', Counts>>;

/**
 * How often each run of one, two and three words stands within a sentence. A run of three is named by the index
 * of its first pair and its last word.
 */
function* countRuns({ types, first }: WordRun): Generator<number, RunCounts, undefined> {
  const W = types.length;
  const singles = createCounts();
  const pairs = createCounts();
  const triples = createCounts();
  const goesOn = (w: number) => first[w] === 0 && types[w]! >= 0;
  /** [W] The pair of each word and the next; -1 = there is none */
  const pairOf = new Int32Array(W).fill(-1);
  for (let w = 0; w < W; w++) {
    if (w % STRIDE === 0) yield w / W / 2;
    if (types[w]! < 0) continue;
    singles.add(types[w]!);
    if (goesOn(w + 1)) pairOf[w] = pairs.add(joined(types[w]!, types[w + 1]!));
  }
  // A run of three is no more frequent than either of its pairs.
  const isFrequent = (pair: number) => pair >= 0 && pairs.countAt(pair) >= LEAST_COUNT;
  for (let w = 0; w < W; w++) {
    if (w % STRIDE === 0) yield 0.5 + w / W / 2;
    if (!isFrequent(pairOf[w]!) || !isFrequent(pairOf[w + 1] ?? -1)) continue;
    triples.add(joined(pairOf[w]!, types[w + 2]!));
  }
  release(pairOf);
  return { singles, pairs, triples };
}

interface Phrase {
  /** As `pairs` or `triples` name it */
  readonly name: number;
  readonly length: 2 | 3;
  /** Of a run of three, the names of its two pairs */
  readonly parts: readonly number[];
  readonly count: number;
  /** nats */
  readonly pmi: number;
}

/**
 * Pointwise mutual information of runs of two and three words (Church and Hanks 1990; Levine et al. 2021):
 * ln of how much more often the words stand together than apart, under the likeliest way to part them, so
 * that a phrase is not close only because two of its three words are. The closest first.
 */
function* closePhrases(
  words: number,
  { singles, pairs, triples }: RunCounts,
): Generator<number, Phrase[], undefined> {
  const share = (count: number) => count / words;
  const alone = (type: number) => share(singles.countOf(type));
  const phrases: Phrase[] = [];
  const add = (phrase: Omit<Phrase, 'pmi'>, apart: number) => {
    const { count } = phrase;
    const t = (count - apart * words) / Math.sqrt(count);
    if (t >= LEAST_T) phrases.push({ ...phrase, pmi: Math.log(share(count) / apart) });
  };
  for (let i = 0; i < pairs.size; i++) {
    if (i % STRIDE === 0) yield 1;
    const count = pairs.countAt(i);
    if (count < LEAST_COUNT) continue;
    const name = pairs.nameAt(i);
    const [a, b] = parted(name);
    add({ name, length: 2, parts: [], count }, alone(a) * alone(b));
  }
  for (let i = 0; i < triples.size; i++) {
    const count = triples.countAt(i);
    const name = triples.nameAt(i);
    const [pair, c] = parted(name);
    const ab = pairs.nameAt(pair);
    const [a, b] = parted(ab);
    const bc = joined(b, c);
    const apart = Math.max(
      alone(a) * alone(b) * alone(c),
      share(pairs.countOf(ab)) * alone(c),
      alone(a) * share(pairs.countOf(bc)),
    );
    add({ name, length: 3, parts: [ab, bc], count }, apart);
  }
  return phrases.sort((a, b) => b.pmi - a.pmi || b.count - a.count);
}

/**
 * The phrases of a text: runs of two or three words that stand together far more often than by chance. As many
 * are taken, the closest first, as cover half of the words. Of a longer text than `MOST_PHRASE_WORDS` give the
 * beginning.
 *
 * A generator, so that the caller decides when to rest: it yields the share done, 0 to 1.
 */
export function* findPhrases(run: WordRun): Generator<number, PhraseBook, undefined> {
  const words = run.types.length;
  const counted = yield* countRuns(run);
  const knownPairs = new Set<number>();
  const knownTriples = new Set<number>();
  let covered = 0;
  /** How often a pair stands within triples that are taken: there it covers nothing more. */
  const inside = new Map<number, number>();
  for (const { name, length, count, parts } of yield* closePhrases(words, counted)) {
    if (covered >= MOST_COVER * words) break;
    if (length === 2) {
      const left = count - (inside.get(name) ?? 0);
      if (left < LEAST_COUNT) continue;
      knownPairs.add(name);
      covered += 2 * left;
      continue;
    }
    // Two of its words are covered already where one of its pairs was taken.
    covered += (parts.some((part) => knownPairs.has(part)) ? 1 : 3) * count;
    for (const part of parts) inside.set(part, (inside.get(part) ?? 0) + count);
    knownTriples.add(name);
  }
  /** Pairs that begin a phrase of three words, by name */
  const begins = new Map<number, number>();
  for (const name of knownTriples) {
    const [pair] = parted(name);
    begins.set(counted.pairs.nameAt(pair), pair);
  }
  for (const counts of Object.values(counted)) counts.release();
  return {
    longestAt(types, w, end) {
      if (w + 1 >= end) return 1;
      const pair = joined(types[w]!, types[w + 1]!);
      const triple = joined(begins.get(pair) ?? -1, types[w + 2]!);
      if (w + 2 < end && knownTriples.has(triple)) return 3;
      return knownPairs.has(pair) ? 2 : 1;
    },
  };
}
