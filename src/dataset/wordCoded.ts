import type { NumberList } from '../base/ascending';
import { type FirstSeenCursor, readFirstSeen } from '../base/firstSeen';
import { lastAtMost } from '../base/search';
import { BEGINS_PHRASE, BEGINS_SENTENCE, BEGINS_WORD, BY_HAND, type Tokens } from './encodedText';

/** The pieces of U different words, one after the other. */
export interface Pieces {
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [U + 1] */
  readonly starts: NumberList;
}

/**
 * The tokens of a text of W words by its words: each names its pieces. A word takes one to three bytes and two bits,
 * where its tokens would take three bytes each.
 */
export interface WordCoded extends Pieces {
  /** W */
  readonly wordCount: number;
  /** [W] which of the different words each is, as `readFirstSeen` reads them */
  readonly words: Uint8Array<ArrayBuffer>;
  /** [W] A bit each, the lowest first: whether it begins a phrase */
  readonly phrases: Uint8Array<ArrayBuffer>;
  /** [W] A bit each, the lowest first: whether it begins a sentence */
  readonly sentences: Uint8Array<ArrayBuffer>;
}

/** Of 2^this of so many `starts` one's place is noted. Words come in any order, so of few each is. */
export const piecesNoted = (words: number): number => (words < 1 << 20 ? 0 : 4);
/** Words between two whose first token is known. */
const STEP = 64;

export const bitOf = (bits: Uint8Array, i: number): number => (bits[i >>> 3]! >>> (i & 7)) & 1;

/** Every `STEP`th word: its place in `words`, how many words were new before it, and its first token. */
function indexOf({ words, starts, wordCount }: WordCoded) {
  const size = Math.ceil(wordCount / STEP) + 1;
  const places = new Uint32Array(size);
  const counts = new Uint32Array(size);
  const tokens = new Uint32Array(size);
  const cursor: FirstSeenCursor = { place: 0, count: 0 };
  let token = 0;
  for (let w = 0; w < wordCount; w++) {
    if (w % STEP === 0) {
      places[w / STEP] = cursor.place;
      counts[w / STEP] = cursor.count;
      tokens[w / STEP] = token;
    }
    const word = readFirstSeen(words, cursor);
    token += -starts.at(word)! + starts.at(word + 1)!;
  }
  places[size - 1] = cursor.place;
  counts[size - 1] = cursor.count;
  tokens[size - 1] = token;
  return { places, counts, tokens, length: token };
}

/** The tokens of a text that is coded by its words; a few of them are decoded at a time. */
export function wordCodedTokens(coded: WordCoded): Tokens {
  const { wordCount, words, ids, starts, phrases, sentences } = coded;
  const index = indexOf(coded);
  const cursor: FirstSeenCursor = { place: 0, count: 0 };
  let room = { ids: new Uint16Array(1024), marks: new Uint8Array(1024) };
  let byHand = new Uint32Array(0);
  /** The word that is read next, and its first token: texts are mostly read in order */
  let word = 0;
  let token = 0;

  /** Goes to the word that holds token `start`. */
  const seek = (start: number) => {
    const isNear = start >= token && start < token + STEP;
    if (!isNear) {
      const step = lastAtMost(index.tokens, start);
      word = Math.min(step * STEP, wordCount);
      cursor.place = index.places[step]!;
      cursor.count = index.counts[step]!;
      token = index.tokens[step]!;
    }
  };

  const markByHand = (marks: Uint8Array, start: number, end: number) => {
    // Ranges ascend and do not overlap.
    let low = 0;
    for (let high = byHand.length / 2; low < high; ) {
      const middle = (low + high) >> 1;
      if (byHand[2 * middle + 1]! <= start) low = middle + 1;
      else high = middle;
    }
    for (let r = 2 * low; r < byHand.length && byHand[r]! < end; r += 2) {
      const [from, to] = [Math.max(start, byHand[r]!), Math.min(end, byHand[r + 1]!)];
      for (let i = from; i < to; i++) marks[i - start]! |= BY_HAND;
    }
  };

  return {
    length: index.length,
    read(start, end) {
      const count = end - start;
      if (count > room.ids.length) {
        const size = 2 * count;
        room = { ids: new Uint16Array(size), marks: new Uint8Array(size) };
      }
      const into = { ids: room.ids.subarray(0, count), marks: room.marks.subarray(0, count) };
      if (count > 0) seek(start);
      for (let done = 0; done < count; ) {
        const { place, count: known } = cursor;
        const which = readFirstSeen(words, cursor);
        const [first, after] = [starts.at(which)!, starts.at(which + 1)!];
        const from = Math.max(0, start - token);
        const to = Math.min(after - first, end - token);
        for (let i = from; i < to; i++, done++) {
          into.ids[done] = ids[first + i]!;
          into.marks[done] =
            i > 0
              ? 0
              : BEGINS_WORD |
                (bitOf(phrases, word) * BEGINS_PHRASE) |
                (bitOf(sentences, word) * BEGINS_SENTENCE);
        }
        if (token + after - first > end) {
          // The rest of the word is still to be read.
          cursor.place = place;
          cursor.count = known;
          break;
        }
        token += after - first;
        word++;
      }
      if (byHand.length > 0) markByHand(into.marks, start, end);
      return into;
    },
    chooseByHand(ranges) {
      const pairs = Array.from({ length: ranges.length / 2 }, (_, r) =>
        ranges.subarray(2 * r, 2 * r + 2),
      ).filter(([from, to]) => from! < to!);
      pairs.sort(([a], [b]) => a! - b!);
      byHand = Uint32Array.from(pairs.flatMap((pair) => [...pair]));
    },
  };
}
