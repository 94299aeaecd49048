import { type EncodedPieces, MASK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import { escapeMarks, isSureMark, readMarks, type Span } from './blankMarks';

/** A sentence with blanks to fill in, as pieces without [CLS] and [SEP]. Offsets are into `text`. */
export interface FillSentence extends EncodedPieces {
  /** What was written, without its backslashes but with the marks for blanks */
  readonly text: string;
  /** Indices into `ids` of the blanks, which are [MASK]. */
  readonly blanks: readonly number[];
}

/** A token of a sentence. With id MASK_ID it is a blank whose word is not known. */
export interface FillToken extends Span {
  readonly id: number;
  /** Tokens of one word have equal numbers. */
  readonly wordId: number;
}

/** A sentence, and which of its tokens are blanks. A word is a blank as a whole or not at all. */
export interface Blanked {
  readonly text: string;
  readonly tokens: readonly FillToken[];
  /** Indices into `tokens`, ascending */
  readonly blanks: readonly number[];
}

/**
 * The pieces of `text`, in which `marks` are blanks. A mark begins a new word, as [MASK] does in BERT (`un___able` is
 * three words), unless it touches the mark before it: then both are pieces of one word.
 */
export function encodeBlanks(text: string, marks: readonly Span[], encoder: Encoder): FillSentence {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const wordIds: number[] = [];
  const blanks: number[] = [];
  let words = 0;

  function add(id: number, start: number, end: number, word: number): void {
    ids.push(id);
    starts.push(start);
    ends.push(end);
    wordIds.push(word);
  }

  function addText(from: number, to: number): void {
    const part = encoder.encode(text, from, to);
    const base = words;
    for (let i = 0; i < part.ids.length; i++) {
      add(part.ids[i]!, part.starts[i]!, part.ends[i]!, base + part.wordIds[i]!);
      words = base + part.wordIds[i]! + 1;
    }
  }

  let at = 0;
  marks.forEach(({ start, end }, i) => {
    addText(at, start);
    const touches = marks[i - 1]?.end === start;
    if (!touches) words++;
    blanks.push(ids.length);
    add(MASK_ID, start, end, words - 1);
    at = end;
  });
  addText(at, text.length);
  return {
    text,
    ids: Int32Array.from(ids),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    wordIds: Uint32Array.from(wordIds),
    blanks,
  };
}

/** Reads a sentence to fill in. `readMarks` says what a blank is. Never throws: any string is a sentence. */
export function parseFill(written: string, encoder: Encoder): FillSentence {
  const { text, marks } = readMarks(written);
  return encodeBlanks(text, marks, encoder);
}

/**
 * Writes a sentence as a person would type it, with its blanks hidden, so that `parseFill` reads the same tokens and
 * blanks. A mark that the person wrote stays. A word that was made a blank becomes one [MASK] for each piece, with
 * nothing in between. Two such words that touch, as in Chinese, are separated by a space. The result is one line.
 */
export function writeFill({ text, tokens, blanks }: Blanked): string {
  let written = '';
  let at = 0;
  let last = -1;
  for (const index of blanks) {
    const { id, start, end, wordId } = tokens[index]!;
    if (last < 0 || last !== index - 1 || tokens[last]!.wordId !== wordId) {
      const between = escapeMarks(text.slice(at, start), true, true);
      written += between || (last < 0 ? '' : ' ');
    }
    const mark = text.slice(start, end);
    written += id === MASK_ID && isSureMark(mark) ? mark : '[MASK]';
    at = end;
    last = index;
  }
  written += escapeMarks(text.slice(at), blanks.length > 0, false);
  return written.replace(/[\r\n]+/g, ' ');
}
