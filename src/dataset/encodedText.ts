/** Bits of `EncodedText.marks`. */
export const BEGINS_WORD = 1;
export const BEGINS_PHRASE = 2;
/** A person chose the token's word to be hidden. */
export const BY_HAND = 4;
export const BEGINS_SENTENCE = 8;

/** A whole corpus: N tokens in S sentences, three bytes a token. */
export interface EncodedText {
  /** [N] A vocabulary has at most 32 768 tokens. */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [N] Whether the token begins a word, a phrase (text/phrases.ts), a sentence */
  readonly marks: Uint8Array<ArrayBuffer>;
  /** [S + 1] token index where each sentence begins; the last is N. One of accents alone is empty, if they are stripped. */
  readonly sentenceStarts: Uint32Array<ArrayBuffer>;
  /** [S] Sentences of one group are (nearly) the same (text/duplicates.ts); numbered by their first sentence. */
  readonly groups: Uint32Array<ArrayBuffer>;
  /** [V] How often each token stands in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
}
