import { isTooLong, keptRange, normalizeWord, wordsWithin } from './normalize';
import { nextWord, type WordSpan } from './preTokenize';
import {
  CONTINUATION,
  type EncodedPieces,
  FIRST_PIECE_ID,
  SPECIAL_TOKENS,
  UNK_ID,
  type Vocabulary,
} from './vocabulary';

/**
 * The pieces of one word; offsets are relative to the raw word. There are none if nothing is left of it once its
 * accents are stripped.
 */
export interface EncodedWord {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface Encoder {
  readonly vocabulary: Vocabulary;
  /** The pieces of one raw word, as `nextWord` finds it. */
  encodeWord(raw: string): EncodedWord;
  /** The same for a word that will not come again: it is not remembered. */
  encodeOnce(raw: string): EncodedWord;
  /**
   * The pieces of `text` from `from` to `to` (UTF-16 offsets), without [CLS] and [SEP]. Offsets
   * refer to the whole text, word numbers begin at 0.
   */
  encode(text: string, from?: number, to?: number): EncodedPieces;
}

/** A longer word may be a megabyte long, so its length is estimated before it is normalized. */
const LONG = 4096;
/** The most characters that compose into one: a Greek vowel with breathing, accent and iota. */
const MOST_JOINED = 4;

const unknown = ({ start, end }: WordSpan): EncodedWord => ({
  ids: [UNK_ID],
  starts: [start],
  ends: [end],
});

/** Words that are remembered before the cache is emptied, which bounds its memory. */
const CACHE_LIMIT = 1 << 17;

/**
 * Greedy longest-match WordPiece: from the left, always the longest piece of the vocabulary that fits. A word that
 * cannot be spelled, or exceeds the vocabulary's limit, is [UNK] as a whole.
 * Wu et al. 2016, section 4.1; BERT's `tokenization.py`. Same pieces and ids as Hugging Face's.
 *
 * @throws if the vocabulary does not begin with the five special tokens.
 */
export function createEncoder(vocabulary: Vocabulary): Encoder {
  const { tokens } = vocabulary;
  SPECIAL_TOKENS.forEach((token, id) => {
    if (tokens[id] !== token) {
      throw new Error(`createEncoder: token ${id} is ${JSON.stringify(tokens[id])}, not ${token}`);
    }
  });

  const first = new Map<string, number>();
  const further = new Map<string, number>();
  let longest = 1;
  for (let id = FIRST_PIECE_ID; id < tokens.length; id++) {
    const token = tokens[id]!;
    const continues = token.startsWith(CONTINUATION) && token.length > CONTINUATION.length;
    const piece = continues ? token.slice(CONTINUATION.length) : token;
    (continues ? further : first).set(piece, id);
    longest = Math.max(longest, piece.length);
  }

  function splitPart(raw: string): EncodedWord {
    if (raw.length > LONG && isTooLong(raw, vocabulary, MOST_JOINED)) {
      return unknown(keptRange(raw, vocabulary));
    }
    const { text, from, to } = normalizeWord(raw, vocabulary);
    const whole = { start: from?.at(0) ?? 0, end: to?.at(-1) ?? raw.length };
    // İ is two characters in lower case, and a Hangul syllable without accents
    if (isTooLong(text, vocabulary)) return unknown(whole);
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    for (let start = 0; start < text.length; ) {
      const pieces = start === 0 ? first : further;
      let end = Math.min(text.length, start + longest);
      let id = pieces.get(text.slice(start, end));
      while (id === undefined && end > start + 1) id = pieces.get(text.slice(start, --end));
      if (id === undefined) return unknown(whole);
      ids.push(id);
      starts.push(from ? from[start]! : start);
      ends.push(to ? to[end - 1]! : end);
      start = end;
    }
    return { ids, starts, ends };
  }

  function split(raw: string): EncodedWord {
    const parts = wordsWithin(raw, vocabulary);
    if (parts.length === 1) return splitPart(raw);
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    let begin = 0;
    for (const part of parts) {
      const pieces = splitPart(part);
      for (let i = 0; i < pieces.ids.length; i++) {
        ids.push(pieces.ids[i]!);
        starts.push(begin + pieces.starts[i]!);
        ends.push(begin + pieces.ends[i]!);
      }
      begin += part.length;
    }
    return { ids, starts, ends };
  }

  const cache = new Map<string, EncodedWord>();

  function encodeWord(raw: string): EncodedWord {
    const known = cache.get(raw);
    if (known) return known;
    const found = split(raw);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(raw, found);
    return found;
  }

  function encode(text: string, from = 0, to = text.length): EncodedPieces {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const wordIds: number[] = [];
    const span: WordSpan = { start: from, end: from };
    let word = 0;
    for (let at = from; nextWord(text, at, to, span); at = span.end, word++) {
      const { start } = span;
      const pieces = encodeWord(text.slice(start, span.end));
      for (let i = 0; i < pieces.ids.length; i++) {
        ids.push(pieces.ids[i]!);
        starts.push(start + pieces.starts[i]!);
        ends.push(start + pieces.ends[i]!);
        wordIds.push(word);
      }
    }
    return {
      ids: Int32Array.from(ids),
      starts: Uint32Array.from(starts),
      ends: Uint32Array.from(ends),
      wordIds: Uint32Array.from(wordIds),
    };
  }

  return { vocabulary, encodeWord, encodeOnce: split, encode };
}
