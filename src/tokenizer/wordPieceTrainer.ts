import { createNumbers } from '../base/numbers';
import { release } from '../base/release';
import { addUses, type CharUse, chooseAlphabet, MIN_VOCAB_SIZE } from './alphabet';
import { createPairHeap } from './pairHeap';
import { createPairTable } from './pairTable';
import { CONTINUATION, MAX_WORD_CHARS, SPECIAL_TOKENS } from './vocabulary';
import type { WordCounts } from './wordCounts';

/** The most characters in the alphabet, as in `BertWordPieceTokenizer.train`. */
export const LIMIT_ALPHABET = 1000;

/**
 * The most different words that pieces are learned from. A text in a human language hardly has more in a hundred
 * megabytes; what has more are numbers and codes, which would fill the memory of the page.
 */
export const MOST_WORDS = 2_000_000;

export interface TrainerOptions {
  /** Maximum size of the vocabulary, special tokens included; 7 to 32 768. */
  readonly vocabSize: number;
  /** Less frequent pairs are not merged; 2 if left out, as in `BertWordPieceTokenizer.train`. */
  readonly minFrequency?: number;
  /** Maximum number of characters in the alphabet; `LIMIT_ALPHABET` if left out. */
  readonly limitAlphabet?: number;
  /** `MOST_WORDS` if left out */
  readonly mostWords?: number;
  /** Called for each token `id` that was made by joining two others. */
  readonly onMerge?: (id: number, first: number, second: number) => void;
  /** Called once the words are not read any more, long before the end. */
  readonly onRead?: () => void;
}

/** Two ids of up to 15 bits in one number of 30 bits, which engines keep as a small integer. */
const PAIR_BASE = 32768;

/** Words looked at between two yields: about a millisecond of work. */
const STRIDE = 2048;

/** Counts that are told apart: the few words that occur more often are taken first. */
const COUNTS = 256;

/** Of `size` words, chooses the `most` most frequent, of equally frequent ones the first: `see` all, then ask in order. */
function createLimit(size: number, most: number) {
  const words = new Uint32Array(COUNTS);
  const bucket = (count: number) => Math.min(COUNTS - 1, Math.floor(count));
  /** All above it are taken, and so many of its words */
  let edge = -1;
  let left = most;
  return {
    see(count: number): void {
      words[bucket(count)]!++;
    },
    takes(count: number): boolean {
      if (size <= most) return true;
      if (edge < 0) for (edge = COUNTS - 1; words[edge]! <= left; edge--) left -= words[edge]!;
      if (bucket(count) !== edge) return bucket(count) > edge;
      left--;
      return left >= 0;
    },
  };
}

/**
 * Learns a WordPiece vocabulary from words and their counts, as Hugging Face's `WordPieceTrainer`
 * does: byte-pair merges (Sennrich et al. 2016) over an alphabet in which a character that
 * continues a word is written `##c`. The most frequent pair is merged first, until the size is
 * reached or no pair is frequent enough. Pairs wait in a heap; their counts are updated when they
 * are popped.
 *
 * The same counts always give the same vocabulary: ties go to the pair with the smaller ids.
 * (The Rust library breaks them by hash order.) Words over 100 characters contribute only their
 * characters, because the encoder makes them [UNK]; so do words beyond the `mostWords` most frequent, of equally
 * frequent ones the later.
 *
 * A generator, so that the caller decides when to pause, report or stop: it yields the share done,
 * 0 to 1, about every millisecond, and returns the tokens, index = id.
 *
 * @throws if vocabSize or minFrequency is out of range.
 */
export function* trainWordPiece(
  wordCounts: WordCounts,
  options: TrainerOptions,
): Generator<number, string[], undefined> {
  const {
    vocabSize,
    minFrequency = 2,
    limitAlphabet = LIMIT_ALPHABET,
    mostWords = MOST_WORDS,
  } = options;
  if (!(vocabSize >= MIN_VOCAB_SIZE && vocabSize <= PAIR_BASE)) {
    throw new Error(
      `trainWordPiece: vocabSize ${vocabSize} is not in [${MIN_VOCAB_SIZE}, ${PAIR_BASE}]`,
    );
  }
  if (!(minFrequency >= 0)) throw new Error(`trainWordPiece: minFrequency ${minFrequency} < 0`);

  const uses = new Map<string, CharUse>();
  const isLearned = createLimit(wordCounts.size, mostWords);
  let seen = 0;
  for (const [word, count] of wordCounts) {
    addUses(uses, word, count);
    isLearned.see(count);
    if (++seen % STRIDE === 0) yield 0;
  }

  const tokens: string[] = [...SPECIAL_TOKENS];
  tokens.push(...chooseAlphabet(uses, limitAlphabet, vocabSize - tokens.length));
  const idOf = new Map(tokens.map((token, id) => [token, id]));
  const alphabetEnd = tokens.length;

  // All words in one array of symbol ids, a byte each or two: word w occupies [begin[w], begin[w] + size[w]). What is
  // merged takes two bytes at most, so no more than what it is merged from.
  const written = createNumbers(8);
  const wordCount = Math.min(wordCounts.size, mostWords);
  const begin = new Uint32Array(wordCount);
  const size = new Uint8Array(wordCount); // twice MAX_WORD_CHARS fits a byte
  const times = new Float64Array(wordCount);
  const pairs = createPairTable();
  const touched = new Set<number>();

  function change(a: number, b: number, by: number, word: number): void {
    const pair = pairs.indexOf(a * PAIR_BASE + b);
    pairs.addCount(pair, by);
    if (by < 0) return; // the heap finds out when the pair comes up
    pairs.addWord(pair, word);
    touched.add(pair);
  }

  let word = 0;
  seen = 0;
  for (const [spelling, count] of wordCounts) {
    if (++seen % STRIDE === 0) yield 0;
    if (!isLearned.takes(count)) continue;
    begin[word] = written.length;
    times[word] = count;
    if (spelling.length <= MAX_WORD_CHARS) {
      let prefix = '';
      let before = -1;
      for (const char of spelling) {
        const id = idOf.get(prefix + char);
        prefix = CONTINUATION;
        if (id === undefined) continue; // it is not in the alphabet
        if (id >= 128) written.push(128 | (id >> 8));
        written.push(id & 255);
        if (before >= 0) change(before, id, count, word);
        before = id;
      }
    }
    size[word] = written.length - begin[word]!;
    word++;
  }
  const symbols = written.take();
  options.onRead?.();

  const heap = createPairHeap();
  for (const pair of touched) {
    heap.push(pairs.keyOf(pair), pairs.count(pair));
    if (heap.size % STRIDE === 0) yield 0;
  }
  touched.clear();

  /** Replaces `a b` by `merged` in one word, and updates the counts of its pairs. */
  function mergeIn(target: number, a: number, b: number, merged: number): void {
    const from = begin[target]!;
    const end = from + size[target]!;
    const count = times[target]!;
    let at = from;
    /** The next symbol; -1 at the end */
    const read = () => {
      if (at >= end) return -1;
      const byte = symbols[at++]!;
      return byte < 128 ? byte : ((byte & 127) << 8) | symbols[at++]!;
    };
    let write = from;
    let before = -1;
    let next = read();
    for (let symbol = next; symbol >= 0; symbol = next) {
      next = read();
      if (symbol === a && next === b) {
        symbol = merged;
        next = read();
        change(a, b, -count, target);
        if (before >= 0) {
          change(before, a, -count, target);
          change(before, merged, count, target);
        }
        if (next >= 0) {
          change(b, next, -count, target);
          change(merged, next, count, target);
        }
      }
      if (symbol >= 128) symbols[write++] = 128 | (symbol >> 8);
      symbols[write++] = symbol & 255;
      before = symbol;
    }
    size[target] = write - from;
  }

  const needed = Math.max(1, minFrequency);
  let work = 0;
  while (tokens.length < vocabSize) {
    const pairKey = heap.pop();
    if (pairKey < 0) break;
    const pair = pairs.indexOf(pairKey);
    const count = pairs.count(pair);
    if (count !== heap.poppedCount) {
      if (count >= needed) heap.push(pairKey, count);
      continue;
    }
    if (count < needed) break;
    const a = Math.floor(pairKey / PAIR_BASE);
    const b = pairKey % PAIR_BASE;
    const spelling = tokens[a]! + tokens[b]!.slice(CONTINUATION.length);
    let merged = idOf.get(spelling); // two ways of merging can spell one piece
    if (merged === undefined) {
      merged = tokens.length;
      tokens.push(spelling);
      idOf.set(spelling, merged);
      options.onMerge?.(merged, a, b);
    }
    for (const holder of pairs.takeWords(pair)) {
      mergeIn(holder, a, b, merged);
      if (++work % STRIDE === 0) {
        yield (tokens.length - alphabetEnd) / (vocabSize - alphabetEnd);
      }
    }
    for (const other of touched) {
      if (pairs.count(other) >= needed) heap.push(pairs.keyOf(other), pairs.count(other));
    }
    touched.clear();
    if (++work % STRIDE === 0) yield (tokens.length - alphabetEnd) / (vocabSize - alphabetEnd);
  }
  pairs.release();
  release(symbols, begin, size, times);
  return tokens;
}
