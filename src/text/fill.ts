import { type EncodedPieces, MASK_ID, UNK_ID } from './types';
import type { Encoder } from './wordPiece';

export interface UnknownWord {
  readonly word: string;
  /** UTF-16 offsets in the sentence. */
  readonly start: number;
  readonly end: number;
}

/** A sentence with blanks, as pieces without [CLS] and [SEP]. Offsets as in `EncodedPieces`. */
export interface FillSentence extends EncodedPieces {
  /** Indices into `ids` of the blanks, which are [MASK]. */
  readonly blanks: readonly number[];
  /** Words the vocabulary cannot spell; the model sees [UNK] in their place. */
  readonly unknownWords: readonly UnknownWord[];
}

/** `[MASK]` in any case, or two underscores and more. A single underscore is a character. */
const BLANK = /\[mask\]|_{2,}/gi;

/**
 * Reads a sentence to fill in. Each `[MASK]` and each run of underscores is one blank and a word
 * of its own: `un___able` is three words. Never throws: any string is a sentence.
 */
export function parseFill(sentence: string, encoder: Encoder): FillSentence {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const wordIds: number[] = [];
  const blanks: number[] = [];
  const unknownWords: UnknownWord[] = [];
  let words = 0;

  function add(id: number, start: number, end: number, word: number): void {
    ids.push(id);
    starts.push(start);
    ends.push(end);
    wordIds.push(word);
  }

  function addText(from: number, to: number): void {
    const part = encoder.encode(sentence, from, to);
    const base = words;
    for (let i = 0; i < part.ids.length; i++) {
      const start = part.starts[i]!;
      const end = part.ends[i]!;
      add(part.ids[i]!, start, end, base + part.wordIds[i]!);
      words = base + part.wordIds[i]! + 1;
      if (part.ids[i] === UNK_ID) {
        unknownWords.push({ word: sentence.slice(start, end), start, end });
      }
    }
  }

  let at = 0;
  for (const found of sentence.matchAll(BLANK)) {
    addText(at, found.index);
    at = found.index + found[0].length;
    blanks.push(ids.length);
    add(MASK_ID, found.index, at, words++);
  }
  addText(at, sentence.length);
  return {
    ids: Int32Array.from(ids),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    wordIds: Uint32Array.from(wordIds),
    blanks,
    unknownWords,
  };
}
