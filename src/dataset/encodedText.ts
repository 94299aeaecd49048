import type { NumberList } from '../base/ascending';

/** Bits of `Stretch.marks`. */
export const BEGINS_WORD = 1;
export const BEGINS_PHRASE = 2;
/** The token's word was chosen by hand to be masked. */
export const BY_HAND = 4;
export const BEGINS_SENTENCE = 8;

/** N tokens in a row. */
export interface Stretch {
  /** [N] A vocabulary has at most 32 768 tokens. */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [N] Bits: whether the token begins a word, a phrase (corpus/phrases.ts) or a sentence, and was chosen by hand */
  readonly marks: Uint8Array<ArrayBuffer>;
}

/** The tokens of a whole text, however they are kept. */
export interface Tokens {
  readonly length: number;
  /** Tokens `start` to `end`. What was read before may be overwritten: copy what is to last. */
  read(start: number, end: number): Stretch;
  /** Takes the tokens of these words as those chosen by hand: pairs of first and last token (exclusive) */
  chooseByHand(ranges: Uint32Array): void;
}

/** A whole corpus: N tokens in S sentences. */
export interface EncodedText {
  readonly tokens: Tokens;
  /** [S + 1] First token of each sentence; the last is N. A sentence may be empty: accents alone, stripped */
  readonly sentenceStarts: NumberList;
  /** [S] Group of each sentence: sentences that repeat each other share one (duplicates.ts) */
  readonly groups: NumberList;
  /** [V] How often each token occurs in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Tokens that are kept in two arrays, three bytes each: those of short texts. */
export function plainTokens({ ids, marks }: Stretch): Tokens {
  return {
    length: ids.length,
    read: (start, end) => ({ ids: ids.subarray(start, end), marks: marks.subarray(start, end) }),
    chooseByHand(ranges) {
      for (let i = 0; i < marks.length; i++) marks[i]! &= ~BY_HAND;
      for (let r = 0; r < ranges.length; r += 2) {
        for (let i = ranges[r]!; i < ranges[r + 1]!; i++) marks[i]! |= BY_HAND;
      }
    },
  };
}
