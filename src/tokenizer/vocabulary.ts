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

/** A word of more characters, counted after normalization, is [UNK], as in BERT. */
export const MAX_WORD_CHARS = 100;
/** No limit: longer than any word. A number, because `tokenizer.json` has to give one. */
export const NO_WORD_LIMIT = 2 ** 31 - 1;

export interface Vocabulary {
  /** Index = id; the five special tokens first, continuation pieces start with '##'. */
  readonly tokens: readonly string[];
  readonly doLowerCase: boolean;
  /** Whether accents and other marks are removed, as in BERT's uncased models */
  readonly stripAccents: boolean;
  /** A word of more characters is [UNK]; `MAX_WORD_CHARS` if left out */
  readonly maxWordChars?: number;
  /** Ids that the special tokens have in the files that it was opened from, where not 0 to 4: see `fileIds` */
  readonly specialIds?: readonly number[];
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
