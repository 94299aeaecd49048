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
/** Longer than any word: the limit where there is none. A number, as `tokenizer.json` has to name one. */
export const NO_WORD_LIMIT = 2 ** 31 - 1;

export interface Vocabulary {
  /** Index = id; the five special tokens first, continuation pieces start with '##'. */
  readonly tokens: readonly string[];
  readonly doLowerCase: boolean;
  /** Whether marks are taken off their letters, as in BERT's uncased models */
  readonly stripAccents: boolean;
  /** A word of more characters is one [UNK]; `MAX_WORD_CHARS` if left out */
  readonly maxWordChars?: number;
}

/** How a word is spelled before it is looked up. */
export type Normalization = Pick<Vocabulary, 'doLowerCase' | 'stripAccents'>;

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
