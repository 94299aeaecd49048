/** The tokens every vocabulary begins with, in BERT's usual notation; ids 0 to 4. */
export const SPECIAL_TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

export const PAD_ID = 0;
export const UNK_ID = 1;
export const CLS_ID = 2;
export const SEP_ID = 3;
export const MASK_ID = 4;
/** The first id that stands for a piece of text. */
export const FIRST_PIECE_ID = SPECIAL_TOKENS.length;

/** What a piece begins with when it continues a word. */
export const CONTINUATION = '##';

/** A longer word, in characters after normalisation, is one [UNK], as in BERT. */
export const MAX_WORD_CHARS = 100;

export interface Vocabulary {
  /** Index = id; the five special tokens first, continuation pieces start with '##'. */
  readonly tokens: readonly string[];
  readonly doLowerCase: boolean;
}

/** Pieces of a text: N tokens in reading order. */
export interface EncodedPieces {
  /** [N] */
  readonly ids: Int32Array<ArrayBuffer>;
  /** [N] UTF-16 offset in the original text where the token begins. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** [N] UTF-16 offset after the token. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** [N] Running number of the word (pre-token) that the piece belongs to. */
  readonly wordIds: Uint32Array<ArrayBuffer>;
}

/** How the masking strategies see a text beside its words. */
export interface MaskingFacts {
  /** [N] Running number of the phrase (text/phrases.ts) that the piece belongs to. */
  readonly phraseIds: Uint32Array<ArrayBuffer>;
  /** [V] How often each token stands in the text. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** A whole corpus: N tokens in S sentences. Every array may be transferred to a worker. */
export interface EncodedText extends EncodedPieces, MaskingFacts {
  /** [S + 1] token index where each sentence begins; the last is N. No sentence is empty. */
  readonly sentenceStarts: Uint32Array<ArrayBuffer>;
}
