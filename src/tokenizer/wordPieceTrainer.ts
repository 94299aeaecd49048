import { addUses, type CharUse, chooseAlphabet, MIN_VOCAB_SIZE } from './alphabet';
import { createPairHeap } from './pairHeap';
import { CONTINUATION, MAX_WORD_CHARS, SPECIAL_TOKENS } from './vocabulary';

/** The most characters in the alphabet, as in `BertWordPieceTokenizer.train`. */
export const LIMIT_ALPHABET = 1000;

export interface TrainerOptions {
  /** Maximum size of the vocabulary, special tokens included; 7 to 32 768. */
  readonly vocabSize: number;
  /** Less frequent pairs are not merged; 2 if left out, as in `BertWordPieceTokenizer.train`. */
  readonly minFrequency?: number;
  /** Maximum number of characters in the alphabet; `LIMIT_ALPHABET` if left out. */
  readonly limitAlphabet?: number;
  /** Called for each token `id` that was made by joining two others. */
  readonly onMerge?: (id: number, first: number, second: number) => void;
}

/**
 * Two ids of up to 15 bits in one number of 30 bits, which engines keep as a small integer: maps
 * with such keys are several times faster than with larger ones.
 */
const PAIR_BASE = 32768;

/** Words looked at between two yields: about a millisecond of work. */
const STRIDE = 2048;

interface Pair {
  count: number;
  /** Words that contained the pair when it was recorded; some no longer do, some are listed twice. */
  readonly words: number[];
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
 * characters, because the encoder makes them [UNK].
 *
 * A generator, so that the caller decides when to pause, report or stop: it yields the share done,
 * 0 to 1, about every millisecond, and returns the tokens, index = id.
 *
 * @throws if vocabSize or minFrequency is out of range.
 */
export function* trainWordPiece(
  wordCounts: ReadonlyMap<string, number>,
  options: TrainerOptions,
): Generator<number, string[], undefined> {
  const { vocabSize, minFrequency = 2, limitAlphabet = LIMIT_ALPHABET } = options;
  if (!(vocabSize >= MIN_VOCAB_SIZE && vocabSize <= PAIR_BASE)) {
    throw new Error(
      `trainWordPiece: vocabSize ${vocabSize} is not in [${MIN_VOCAB_SIZE}, ${PAIR_BASE}]`,
    );
  }
  if (!(minFrequency >= 0)) throw new Error(`trainWordPiece: minFrequency ${minFrequency} < 0`);

  const uses = new Map<string, CharUse>();
  let units = 0;
  let seen = 0;
  for (const [word, count] of wordCounts) {
    addUses(uses, word, count);
    if (word.length <= MAX_WORD_CHARS) units += word.length;
    if (++seen % STRIDE === 0) yield 0;
  }

  const tokens: string[] = [...SPECIAL_TOKENS];
  tokens.push(...chooseAlphabet(uses, limitAlphabet, vocabSize - tokens.length));
  const idOf = new Map(tokens.map((token, id) => [token, id]));
  const alphabetEnd = tokens.length;

  // All words in one array of symbol ids; word w occupies [begin[w], begin[w] + size[w]).
  const symbols = new Int32Array(units);
  const begin = new Uint32Array(wordCounts.size);
  const size = new Uint8Array(wordCounts.size); // MAX_WORD_CHARS fits a byte
  const times = new Float64Array(wordCounts.size);
  const pairs = new Map<number, Pair>();
  const touched = new Set<number>();

  function change(a: number, b: number, by: number, word: number): void {
    const pairKey = a * PAIR_BASE + b;
    let pair = pairs.get(pairKey);
    if (pair === undefined) {
      pair = { count: 0, words: [] };
      pairs.set(pairKey, pair);
    }
    pair.count += by;
    if (by < 0) return; // the heap finds out when the pair comes up
    if (pair.words.at(-1) !== word) pair.words.push(word);
    touched.add(pairKey);
  }

  let used = 0;
  let word = 0;
  for (const [spelling, count] of wordCounts) {
    begin[word] = used;
    times[word] = count;
    if (spelling.length <= MAX_WORD_CHARS) {
      let prefix = '';
      for (const char of spelling) {
        const id = idOf.get(prefix + char);
        prefix = CONTINUATION;
        if (id !== undefined) symbols[used++] = id; // else it is not in the alphabet: skipped
      }
    }
    const length = used - begin[word]!;
    size[word] = length;
    for (let i = used - length; i + 1 < used; i++) {
      change(symbols[i]!, symbols[i + 1]!, count, word);
    }
    if (++word % STRIDE === 0) yield 0;
  }

  const heap = createPairHeap();
  for (const pairKey of touched) {
    heap.push(pairKey, pairs.get(pairKey)!.count);
    if (heap.size % STRIDE === 0) yield 0;
  }
  touched.clear();

  /** Replaces `a b` by `merged` in one word, and updates the counts of its pairs. */
  function mergeIn(target: number, a: number, b: number, merged: number): void {
    const from = begin[target]!;
    const end = from + size[target]!;
    const count = times[target]!;
    let write = from;
    for (let read = from; read < end; ) {
      const symbol = symbols[read]!;
      if (symbol !== a || read + 1 >= end || symbols[read + 1] !== b) {
        symbols[write++] = symbol;
        read++;
        continue;
      }
      change(a, b, -count, target);
      if (write > from) {
        change(symbols[write - 1]!, a, -count, target);
        change(symbols[write - 1]!, merged, count, target);
      }
      read += 2;
      if (read < end) {
        change(b, symbols[read]!, -count, target);
        change(merged, symbols[read]!, count, target);
      }
      symbols[write++] = merged;
    }
    size[target] = write - from;
  }

  const needed = Math.max(1, minFrequency);
  let work = 0;
  while (tokens.length < vocabSize) {
    const pairKey = heap.pop();
    if (pairKey < 0) break;
    const pair = pairs.get(pairKey)!;
    if (pair.count !== heap.poppedCount) {
      if (pair.count >= needed) heap.push(pairKey, pair.count);
      continue;
    }
    if (pair.count < needed) break;
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
    const holders = pair.words.splice(0);
    for (const holder of holders) {
      mergeIn(holder, a, b, merged);
      if (++work % STRIDE === 0) {
        yield (tokens.length - alphabetEnd) / (vocabSize - alphabetEnd);
      }
    }
    for (const other of touched) {
      const { count } = pairs.get(other)!;
      if (count >= needed) heap.push(other, count);
    }
    touched.clear();
    if (++work % STRIDE === 0) yield (tokens.length - alphabetEnd) / (vocabSize - alphabetEnd);
  }
  return tokens;
}
