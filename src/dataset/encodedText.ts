/** Bits of `EncodedText.marks`. */
export const BEGINS_WORD = 1;
export const BEGINS_PHRASE = 2;
/** The token's word was chosen by hand to be masked. */
export const BY_HAND = 4;
export const BEGINS_SENTENCE = 8;

/** A whole corpus: N tokens in S sentences, three bytes a token. */
export interface EncodedText {
  /** [N] A vocabulary has at most 32 768 tokens. */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [N] Bits: whether the token begins a word, a phrase (corpus/phrases.ts) or a sentence */
  readonly marks: Uint8Array<ArrayBuffer>;
  /** [S + 1] First token of each sentence; the last is N. A sentence may be empty: accents alone, stripped */
  readonly sentenceStarts: Uint32Array<ArrayBuffer>;
  /** [S] Group of each sentence: sentences that repeat each other share one (duplicates.ts) */
  readonly groups: Uint32Array<ArrayBuffer>;
  /** [V] How often each token occurs in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
}
