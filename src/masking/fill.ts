import { type EncodedPieces, MASK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import { escapeMarks, isSureMark, readMarks, type Span } from './blankMarks';

/** A sentence with blanks, as pieces without [CLS] and [SEP]. Offsets are into `text`. */
export interface FillSentence extends EncodedPieces {
  /** What was written, without its backslashes; the marks for blanks stand in it */
  readonly text: string;
  /** Indices into `ids` of the blanks, which are [MASK]. */
  readonly blanks: readonly number[];
}

/** A token of a sentence: MASK_ID is a blank whose word nobody knows. */
export interface FillToken extends Span {
  readonly id: number;
  /** Tokens of one word have equal numbers. */
  readonly wordId: number;
}

/** A sentence and which of its tokens are blanks; a word is a blank as a whole or not at all. */
export interface Blanked {
  readonly text: string;
  readonly tokens: readonly FillToken[];
  /** Indices into `tokens`, ascending */
  readonly blanks: readonly number[];
}

/**
 * The pieces of `text`, whose `marks` are blanks. A mark begins a new word, as [MASK] does in BERT (`un___able` is
 * three words), unless it touches the mark before: those are pieces of one word.
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

/** Reads a sentence to fill in, see `readMarks` for what is a blank. Never throws: any string is a sentence. */
export function parseFill(written: string, encoder: Encoder): FillSentence {
  const { text, marks } = readMarks(written);
  return encodeBlanks(text, marks, encoder);
}

/**
 * A sentence as one would type it, so that `parseFill` reads the same tokens and blanks, their words hidden. A mark
 * that the person wrote stays; a word that was made a blank is one [MASK] a piece, with nothing between; and between
 * two such words there is a space where they have none, as in Chinese. On one line, as a text box has only one.
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
