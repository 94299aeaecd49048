import { key, uniforms } from '../../base/random';
import { words as spansOf } from '../../tokenizer/preTokenize';
import { ITEM_SEED } from '../use';
import { isWordy } from '../words';

/** What is done to a sentence: a word replaced by another, two neighbours swapped, or a word left out. */
export type Fault = 'replaced' | 'swapped' | 'missing';

/** A sentence with a fault, in words as they are written. */
export interface Spoilt {
  readonly words: readonly string[];
  /** The word that was replaced, the first of the two that were swapped, or the one before which a word is missing */
  readonly at: number;
  /** Which sentence it was */
  readonly of: number;
}

const STREAM: Readonly<Record<Fault, number>> = { replaced: 1, swapped: 2, missing: 3 };

/** The words of a text as they are written, with signs of punctuation as words of their own. */
export const spelledWords = (text: string): string[] =>
  spansOf(text).map(({ start, end }) => text.slice(start, end));

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * What may take a word's place: others that were read about as often, from 2^n to 2^(n + 1) - 1 times; one never read goes
 * with the rare. Small and large letters are the same word; each is spelled as within a sentence, or as the word whose place
 * it takes if that has its capital from standing first.
 */
function othersFor(read: readonly string[]): (word: string) => readonly string[] {
  const counts = new Map<string, number>();
  const spelled = new Map<string, string>();
  for (const word of read.flatMap(spelledWords).filter(isWordy)) {
    const lower = word.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
    if (word === lower || !spelled.has(lower)) spelled.set(lower, word);
  }
  const bandOf = (lower: string) => Math.floor(Math.log2(counts.get(lower) ?? 1));
  const bands = new Map<number, string[]>();
  for (const lower of counts.keys()) {
    const band = bands.get(bandOf(lower)) ?? [];
    bands.set(bandOf(lower), band);
    band.push(lower);
  }
  return (word) => {
    const own = word.toLowerCase();
    const isFirst = word !== own && (spelled.get(own) ?? own) === own;
    return (bands.get(bandOf(own)) ?? [])
      .filter((lower) => lower !== own)
      .map((lower) => (isFirst ? capital(spelled.get(lower)!) : spelled.get(lower)!));
  };
}

/**
 * Spoils each sentence at up to `times` of its words, each time at one of them.
 *
 * @param read what is read: its words take others' places
 * @param set another set of the same: 0 is the exam's
 */
export function spoil(
  fault: Fault,
  sentences: readonly string[],
  read: readonly string[],
  times: number,
  set = 0,
): Spoilt[] {
  const othersOf = othersFor(read);
  return sentences.flatMap((sentence, of) => {
    const words = spelledWords(sentence);
    const next = uniforms(key(ITEM_SEED, STREAM[fault], set, of));
    const below = (n: number) => Math.floor(next() * n);
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const places = words.flatMap((word, i) => {
      const after = words[i + 1];
      if (!isWordy(word)) return [];
      if (fault !== 'swapped') return [i];
      return after !== undefined && isWordy(after) && !isSame(word, after) ? [i] : [];
    });
    const spoilt: Spoilt[] = [];
    while (spoilt.length < times && places.length > 0) {
      const [at] = places.splice(below(places.length), 1) as [number];
      const word = words[at]!;
      if (fault === 'replaced') {
        const others = othersOf(word);
        if (others.length === 0) continue;
        spoilt.push({ words: words.with(at, others[below(others.length)]!), at, of });
      } else if (fault === 'swapped') {
        spoilt.push({ words: words.with(at, words[at + 1]!).with(at + 1, word), at, of });
      } else {
        spoilt.push({ words: words.toSpliced(at, 1), at, of });
      }
    }
    return spoilt;
  });
}
