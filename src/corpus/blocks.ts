/** UTF-16 offsets, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const NEWLINE = /\r\n|[\n\r\f\u2028\u2029]/g;
const VISIBLE = /\S/g;

// A line that begins with one of these begins something new, whatever stands before it.
const BULLET = /^\s*[-*+•◦▪‣●○■□◆◇★☆✓✔➤※·・]\s|^\s*\[[ xX]?\]\s|^\s*[①-⑳]/u;
const NUMBER =
  /^\s*[([（]?(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*|\p{Ll}|\p{Lo}|\p{Lu}(?!\.))(?:[.)\]）]\s|[、．])/u;
/** A day of a German date, where its line was wrapped */
const DAY =
  /^\s*\d{1,2}\. (?:Jan|Jän|Feb|März|April|Mai|Jun|Jul|Aug|Sept|Okt|Nov|Dez|Jahrhundert)/u;
/** These begin something new unless they go on with a sentence: an initial, `J. Smith`, and a dash, `– and then`. */
const INITIAL = /^\s*\p{Lu}\.\s/u;
const DASH = /^\s*[–—]\s/u;
const DASH_AND_SMALL = /^\s*[–—]\s+\p{Ll}/u;
const ENDED = /[\p{Sentence_Terminal}:：…]["'\p{Pe}\p{Pf}\p{Pi}]*\s*$/u;
/** A line of its own: a Markdown heading, a rule, the times of a subtitle. */
const ALONE = /^\s*(?:#{1,6}\s|([-=*_~+])\1{2,}\s*$|[\d:.,]+ --> )/u;
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

/** Whether a line begins an item of a list. `before` is the end of the line before, `first` the block's own beginning. */
function isItem(head: string, before: string, first: string): boolean {
  if (INITIAL.test(head)) return INITIAL.test(first) || ENDED.test(before);
  if (DASH_AND_SMALL.test(head)) return DASH.test(first) || ENDED.test(before);
  return DASH.test(head) || BULLET.test(head) || (NUMBER.test(head) && !DAY.test(head));
}

/**
 * The parts of a text that no sentence crosses: paragraphs, and inside them headings (`# `), list items (`- `, `1. `)
 * and lines of dialogue (`NAME: text`). A blank line, a form feed or a paragraph separator always ends a part;
 * `lines.ts` decides what other line breaks mean. Yields the parts in order, without blank lines. An empty span is not
 * part of the text: it gives the caller a chance to rest in a very long paragraph.
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
    const beginsItem = () =>
      isItem(head, text.slice(Math.max(open, end - 8), end), text.slice(open, open + 8));
    if (open >= 0 && (blank || alone || SPEAKER.test(head) || beginsItem())) {
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
