import { blocks, type Span } from './blocks';
import { isSpace } from './preTokenize';
import { joins, LOOK, STRAY_CLOSE } from './sentenceRules';

/** A paragraph is given to the segmenter in pieces of this length: its cost must stay linear. */
const CHUNK = 10_000;

// Named, not the reader's own language: the same text must give the same sentences everywhere.
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const LINE_BREAK = /[\n\r\f\u0085\u2028\u2029]/g;
/** Marks that end a sentence in most scripts. */
const FINAL = /[.!?…](?=[\s"'”’»)]|$)|[。！？؟।]/;
const CAPITAL = /[\p{Lu}\p{Lt}]/u;

/** The ends of the sentences of a piece of a paragraph, in order; the last is its length. */
function sentenceEnds(piece: string): number[] {
  const caseless = !CAPITAL.test(piece);
  const upper = caseless ? piece.toUpperCase() : piece;
  // After a full stop only a capital begins a sentence, so a text without any is shown in capitals.
  const shown = upper.length === piece.length ? upper : piece;
  const ends: number[] = [];
  let begin = 0;
  for (const { index, segment } of segmenter.segment(shown)) {
    let end = index + segment.length;
    if (end <= begin) continue; // behind a closing mark that went to the sentence before
    if (end < piece.length) {
      const stray = STRAY_CLOSE.exec(piece.slice(end, end + LOOK));
      if (stray) end += stray[0].length;
    }
    const left = piece.slice(Math.max(begin, end - LOOK), end);
    const right = piece.slice(end, end + LOOK);
    if (right !== '' && joins(left, right, end - begin <= LOOK, caseless)) continue;
    ends.push(end);
    begin = end;
  }
  if (begin < piece.length) ends.push(piece.length);
  return ends;
}

/** The ends of the lines of a piece in which no mark ends a sentence: one item or verse a line. */
function lineEnds(piece: string): number[] {
  const ends = Array.from(piece.matchAll(LINE_BREAK), (found) => found.index + found[0].length);
  if (ends.at(-1) !== piece.length) ends.push(piece.length);
  return ends;
}

/** Where to cut a piece that is one sentence or the beginning of one: after the last space. */
function cutAtSpace(piece: string): number {
  for (let i = piece.length - 1; i > 0; i--) {
    if (isSpace(piece.charCodeAt(i))) return i + 1;
  }
  const last = piece.charCodeAt(piece.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? piece.length - 1 : piece.length;
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  let from = start;
  let to = end;
  while (from < to && text[from]!.trim() === '') from++;
  while (to > from && text[to - 1]!.trim() === '') to--;
  return from < to ? { start: from, end: to } : undefined;
}

/**
 * The sentences of a text, in order, a few at a time so that a caller may rest between them.
 * Every character that is not white space lies in exactly one of them.
 *
 * The platform's `Intl.Segmenter` is the base; its boundaries are repaired for abbreviations,
 * initials, ordinals, quoted speech and texts without capitals (see `sentenceRules`), and lines
 * are joined or parted before it sees them (see `blocks`). Where no mark ends a sentence in a whole
 * paragraph, each of its lines is one.
 */
export function* sentencesOf(
  text: string,
  _language = 'und',
): Generator<Span[], undefined, undefined> {
  for (const block of blocks(text)) {
    if (block.start === block.end) yield [];
    for (let from = block.start; from < block.end; ) {
      const to = Math.min(block.end, from + CHUNK);
      const raw = text.slice(from, to);
      // A line break would end a sentence for the segmenter: right only where nothing else ends one.
      const ends = FINAL.test(raw) ? sentenceEnds(raw.replace(LINE_BREAK, ' ')) : lineEnds(raw);
      if (to < block.end) {
        // The last sentence may go on in the next piece: it is looked at again there.
        ends.pop();
        if (ends.length === 0) ends.push(cutAtSpace(raw));
      }
      const found: Span[] = [];
      let begin = 0;
      for (const end of ends) {
        const span = trimmed(text, from + begin, from + end);
        if (span) found.push(span);
        begin = end;
      }
      yield found;
      from += begin;
    }
  }
}

/** All sentences of a text at once. For long texts use `sentencesOf`. */
export function splitSentences(text: string): Span[] {
  const all: Span[] = [];
  for (const some of sentencesOf(text)) for (const span of some) all.push(span);
  return all;
}
