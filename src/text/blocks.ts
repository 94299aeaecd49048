/** UTF-16 offsets, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const NEWLINE = /\r\n|[\n\r\f\u2028\u2029]/g;
const VISIBLE = /\S/g;

// A line that begins with one of these begins something new, whatever stands before it.
const LIST_ITEM = /^\s*(?:[-*+•◦▪‣–—]\s|\(?(?:\d{1,3}|\p{L})[.)]\s)/u;
/** A line of its own: a Markdown heading, the times of a subtitle. */
const ALONE = /^\s*(?:#{1,6}\s|[\d:.,]+ --> )/u;
// `First Citizen: text`, `MENENIUS:`: up to four capitalised words (or numbers) and a colon.
const SPEAKER = /^\s*\p{Lu}[\p{L}\p{M}\d.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|\d+)){0,3}:(?:\s|$)/u;

/** Where `expression` is found at or after `from`. Its place is set anew, as generators share it. */
function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}

/** Lines between two resting points: less than a millisecond. */
const STRIDE = 4096;

/** Enough of a line to recognise its kind. */
const HEAD_LENGTH = 80;

/**
 * The parts of a text within which line breaks mean nothing: paragraphs, and inside them headings
 * (`# `), list items (`- `, `1. `) and lines of dialogue (`NAME: text`). A blank line, a form feed
 * and a paragraph separator always end one. Yields them in order; only blank lines are left out.
 * An empty span among them is no part of the text but a chance to rest in a very long paragraph.
 */
export function* blocks(text: string): Generator<Span, undefined, undefined> {
  let open = -1;
  let end = 0;
  let lines = 0;
  for (let at = 0; at < text.length; ) {
    if (++lines % STRIDE === 0) yield { start: at, end: at };
    const found = find(NEWLINE, text, at);
    const lineEnd = found ? found.index : text.length;
    const next = found ? lineEnd + found[0].length : text.length;
    const head = text.slice(at, Math.min(lineEnd, at + HEAD_LENGTH));
    const visible = head.trim() === '' ? (find(VISIBLE, text, at)?.index ?? text.length) : at;
    const blank = visible >= lineEnd;
    const alone = ALONE.test(head);
    if (open >= 0 && (blank || alone || LIST_ITEM.test(head) || SPEAKER.test(head))) {
      yield { start: open, end };
      open = -1;
    }
    if (!blank) {
      if (open < 0) open = at;
      end = lineEnd;
    }
    const breaks = found !== null && (found[0] === '\f' || found[0] === '\u2029');
    if (open >= 0 && (alone || breaks)) {
      yield { start: open, end };
      open = -1;
    }
    at = blank ? Math.max(next, visible) : next; // a great many blank lines at once
  }
  if (open >= 0) yield { start: open, end };
}
