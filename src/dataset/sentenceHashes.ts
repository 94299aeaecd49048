import { hash32 } from '../base/random';
import type { Corpus } from '../corpus/corpus';
import { composed } from '../tokenizer/compose';
import { nextWord, type WordSpan } from '../tokenizer/preTokenize';

/** Sentences that are enough to tell whether a text was read before. */
const MOST_SENTENCES = 20_000;
/** A shorter sentence may well be the same in two texts that have nothing to do with each other. */
const LEAST_WORDS = 5;

const WORDY = /[\p{L}\p{N}]/u;

function hashOfWord(word: string): number {
  let hash = hash32(word.length);
  for (let i = 0; i < word.length; i++) hash = hash32((hash ^ word.charCodeAt(i)) >>> 0);
  return hash;
}

/**
 * A hash of each sentence of at least five words: equal for equal words in the same order, whatever their case and the
 * punctuation. Of a long text its first 20 000 sentences. Call it before words and `which` are put aside.
 */
export function sentenceHashes({
  words,
  which,
  sentenceWords,
}: Pick<Corpus, 'words' | 'which' | 'sentenceWords'>): Uint32Array<ArrayBuffer> {
  /** By number; undefined = punctuation */
  const known = new Map<number, number | undefined>();
  const hashOf = (number: number) => {
    if (known.has(number)) return known.get(number);
    const word = words.at(number);
    const hash = WORDY.test(word) ? hashOfWord(word.toLowerCase()) : undefined;
    known.set(number, hash);
    return hash;
  };
  const hashes: number[] = [];
  const sentences = Math.min(MOST_SENTENCES, sentenceWords.length - 1);
  for (let s = 0; s < sentences; s++) {
    let hash = 0;
    let count = 0;
    const [first, end] = [sentenceWords.at(s)!, sentenceWords.at(s + 1)!];
    for (let w = first; w < end; w++) {
      const own = hashOf(which.at(w));
      if (own === undefined) continue;
      hash = hash32((hash ^ own) >>> 0);
      count++;
    }
    if (count >= LEAST_WORDS) hashes.push(hash);
  }
  return Uint32Array.from(hashes);
}

/** The same hash of one sentence by itself; undefined where it has fewer than five words. */
export function sentenceHash(text: string): number | undefined {
  const span: WordSpan = { start: 0, end: 0 };
  let hash = 0;
  let count = 0;
  while (nextWord(text, span.end, text.length, span)) {
    const word = composed(text.slice(span.start, span.end));
    if (!WORDY.test(word)) continue;
    hash = hash32((hash ^ hashOfWord(word.toLowerCase())) >>> 0);
    count++;
  }
  return count >= LEAST_WORDS ? hash : undefined;
}

/** Share of these sentences that are among `known`, 0 to 1; 0 where there are none. */
export function knownShare(hashes: Uint32Array, known: ReadonlySet<number>): number {
  let found = 0;
  for (const hash of hashes) if (known.has(hash)) found++;
  return hashes.length === 0 ? 0 : found / hashes.length;
}
