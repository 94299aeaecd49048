/**
 * Least t-score of a phrase, (seen - expected) / sqrt(seen) (Church et al. 1991): chance comes to it once in
 * 200. So a phrase stands at least 7 times in the text.
 */
const LEAST_T = 2.576;
const LEAST_COUNT = Math.ceil(LEAST_T ** 2);
/** Phrases are taken, the closest first, until they cover this share of the words. */
const MOST_COVER = 0.5;
/** Words that phrases are learned from, at most: of a longer text the beginning shows them well enough. */
const MOST_WORDS = 2_000_000;
/** Words between two yields: about a millisecond of work. */
const STRIDE = 8192;

/** W words in reading order. */
export interface WordRun {
  /** [W] Number of the word's spelling, below 2^26; -1 where it is no word to the model */
  readonly types: Int32Array;
  /** [W] 1 = the first of its sentence: no phrase crosses into it */
  readonly first: Uint8Array;
}

/** Two numbers of 26 bits in one that is still exact. */
const PAIR_BASE = 2 ** 26;
const pairOf = (a: number, b: number) => a * PAIR_BASE + b;

const increase = <K>(counts: Map<K, number>, k: K) => counts.set(k, (counts.get(k) ?? 0) + 1);

/** How often each run of one, two and three words stands within a sentence. */
function* countRuns({ types, first }: WordRun, words: number) {
  const singles = new Map<number, number>();
  const pairs = new Map<number, number>();
  const triples = new Map<string, number>();
  const goesOn = (w: number) => w < words && first[w] === 0 && types[w]! >= 0;
  for (let w = 0; w < words; w++) {
    if (w % STRIDE === 0) yield w / words / 2;
    if (types[w]! < 0) continue;
    increase(singles, types[w]!);
    if (goesOn(w + 1)) increase(pairs, pairOf(types[w]!, types[w + 1]!));
  }
  // A run of three is no more frequent than either of its pairs.
  const isFrequent = (w: number) => pairs.get(pairOf(types[w]!, types[w + 1]!))! >= LEAST_COUNT;
  for (let w = 0; w < words; w++) {
    if (w % STRIDE === 0) yield 0.5 + w / words / 2;
    if (types[w]! < 0 || !goesOn(w + 1) || !goesOn(w + 2)) continue;
    if (!isFrequent(w) || !isFrequent(w + 1)) continue;
    increase(triples, `${types[w]},${types[w + 1]},${types[w + 2]}`);
  }
  return { singles, pairs, triples };
}

interface Phrase {
  /** Its words' numbers, joined by commas */
  readonly name: string;
  readonly length: number;
  readonly count: number;
  /** nats */
  readonly pmi: number;
}

/**
 * Pointwise mutual information of runs of two and three words (Church and Hanks 1990; Levine et al. 2021):
 * ln of how much more often the words stand together than apart, under the likeliest way to part them, so
 * that a phrase is not close only because two of its three words are. The closest first.
 */
function* findPhrases(run: WordRun, words: number): Generator<number, Phrase[], undefined> {
  const { singles, pairs, triples } = yield* countRuns(run, words);
  const share = (count: number) => count / words;
  const alone = (type: number) => share(singles.get(type)!);
  const phrases: Phrase[] = [];
  const add = (name: string, length: number, count: number, apart: number) => {
    const t = (count - apart * words) / Math.sqrt(count);
    if (t >= LEAST_T) phrases.push({ name, length, count, pmi: Math.log(share(count) / apart) });
  };
  let looked = 0;
  for (const [pair, count] of pairs) {
    if (++looked % STRIDE === 0) yield 1;
    if (count < LEAST_COUNT) continue;
    const [a, b] = [Math.floor(pair / PAIR_BASE), pair % PAIR_BASE];
    add(`${a},${b}`, 2, count, alone(a) * alone(b));
  }
  for (const [name, count] of triples) {
    if (count < LEAST_COUNT) continue;
    const [a, b, c] = name.split(',').map(Number) as [number, number, number];
    const apart = Math.max(
      alone(a) * alone(b) * alone(c),
      share(pairs.get(pairOf(a, b))!) * alone(c),
      alone(a) * share(pairs.get(pairOf(b, c))!),
    );
    add(name, 3, count, apart);
  }
  return phrases.sort((a, b) => b.pmi - a.pmi || b.count - a.count);
}

/**
 * Numbers of the phrases in a text: [W], equal for the words of one. A phrase is a run of two or three words
 * that stand together far more often than by chance; every other word is a phrase of its own. As many are
 * taken, the closest first, as cover half of the words; the text is read from left to right, the longest
 * that fits first.
 *
 * A generator, so that the caller decides when to rest: it yields the share done, 0 to 1.
 */
export function* findPhraseIds(run: WordRun): Generator<number, Uint32Array, undefined> {
  const { types, first } = run;
  const W = types.length;
  const words = Math.min(W, MOST_WORDS);
  const known = new Set<string>();
  let covered = 0;
  /** How often a pair stands within triples that are taken: there it covers nothing more. */
  const inside = new Map<string, number>();
  for (const { name, length, count } of yield* findPhrases(run, words)) {
    if (covered >= MOST_COVER * words) break;
    if (length === 2) {
      const left = count - (inside.get(name) ?? 0);
      if (left < LEAST_COUNT) continue;
      known.add(name);
      covered += 2 * left;
      continue;
    }
    const [a, b, c] = name.split(',');
    const parts = [`${a},${b}`, `${b},${c}`];
    // Two of its words are covered already where one of its pairs was taken.
    covered += (parts.some((part) => known.has(part)) ? 1 : 3) * count;
    for (const part of parts) inside.set(part, (inside.get(part) ?? 0) + count);
    known.add(name);
  }
  const longestAt = (w: number) => {
    let name = `${types[w]}`;
    let longest = 1;
    for (let length = 2; length <= 3; length++) {
      const next = w + length - 1;
      if (next >= W || first[next]) break;
      name += `,${types[next]}`;
      if (known.has(name)) longest = length;
    }
    return longest;
  };
  const phraseIds = new Uint32Array(W);
  for (let w = 0, phrase = 0; w < W; phrase++) {
    if (phrase % STRIDE === 0) yield 1;
    const end = w + longestAt(w);
    phraseIds.fill(phrase, w, end);
    w = end;
  }
  return phraseIds;
}
