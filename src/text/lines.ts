import type { Span } from './blocks';

/**
 * Whether the lines of a paragraph end because a sentence, a verse or a record does, or because the next word had no
 * room ("hard wraps", as in old e-books and e-mail). The lines themselves tell, each a little.
 */

/** Lines between two resting points. */
const STRIDE = 4096;
/** Lengths are counted up to this; nobody wraps at more than 160 characters. */
const LONGEST = 400;
const WIDEST = 160;

const NEWLINE = /\r\n|[\n\r\u0085\u2028]/g;
/** White space and the marks of quoted e-mail. */
const INDENT = /[ \t\u3000>]*/y;
const FIRST_TOKEN = /\S{1,40}/y;
/** Scripts without spaces are wrapped at any character. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const FINAL_AT_END = /(?:[\p{Sentence_Terminal}…\u0f0d\u0f0e]|፡፡)["'\p{Pe}\p{Pi}\p{Pf}*_]*$/u;
const ELLIPSIS_AT_END = /(?:…|\.\.\.)["'\p{Pf}]*$/u;
/** A full stop that may be an abbreviation's: one letter or a title before it. */
const ABBREVIATED = /(?:^|[\s(.])(?:\p{L}|Mrs?|Ms|Dr|Prof|St|Mt|Hr|Fr|Sra?|[Nn]o|vs|cf|usw|etc)\.$/u;
const GOES_ON_AT_END = /(?:[,;:،؛、，；：·—–]|\p{L}-)["'\p{Pf}]*$/u;
/** Articles, conjunctions and the like, with which hardly a line ends of itself */
const LINK_AT_END =
  /(?:^|\s)(?:the|an?|of|and|or|to|der|die|das|den|dem|des|eine?[nmrs]?|und|oder|von|zum|zur|im|am|les?|la|une?|et|de|du|el|los|las|y|il|lo|gli|di|che|um|uma|os|het|een|en|och|att|og|at|ett?|и|в|на|с|что|та|і)$/iu;
const FINAL_INSIDE = /[\p{L}\p{N}][.!?]["'”’)]?\s+["'“‘(]?\p{Lu}|\p{L}[。！？।۔።]["'”’)」]?./u;
const SMALL = /^["'“‘«„([]*\p{Ll}/u;
const LARGE = /^["'“‘«„([]*\p{Lu}/u;
const ENOUGH = 200;

/** One end of a line: what stands before it and behind it. */
interface LineEnd {
  /** Offset behind the line break */
  readonly at: number;
  /** Characters of the line */
  readonly length: number;
  /** Characters the line would have with the first word of the next */
  readonly joined: number;
  readonly ends: 'final' | 'goes on' | 'abbreviated' | 'bare';
  readonly next: 'small' | 'large' | 'other';
  /** The next line begins like this one */
  readonly alike: boolean;
  /** A final mark stands within the line, and more behind it */
  readonly inside: boolean;
  /** The line is one word */
  readonly single: boolean;
}

/** The shape of a word in which digits, and names before a colon, are alike: so begin the rows of a log. */
const shape = (token: string) => (token.endsWith(':') ? ':' : token.replace(/\d+/g, '0'));

function tokenAt(text: string, at: number): string {
  FIRST_TOKEN.lastIndex = at;
  return FIRST_TOKEN.exec(text)?.[0] ?? '';
}

function startOf(text: string, at: number): number {
  INDENT.lastIndex = at;
  INDENT.test(text);
  return INDENT.lastIndex;
}

/** The ends of the lines of a paragraph but the last, in order; `undefined` is a chance to rest. */
function* lineEnds(
  text: string,
  { start, end }: Span,
): Generator<LineEnd | undefined, undefined, undefined> {
  let from = start;
  let lines = 0;
  for (;;) {
    NEWLINE.lastIndex = from;
    const found = NEWLINE.exec(text);
    if (!found || found.index >= end) return;
    if (++lines % STRIDE === 0) yield undefined;
    const at = found.index + found[0].length;
    const first = startOf(text, from);
    const next = startOf(text, at);
    const line = text.slice(Math.max(first, found.index - ENOUGH), found.index).trimEnd();
    const token = tokenAt(text, first);
    const nextToken = tokenAt(text, next);
    const width = UNSPACED.test(nextToken) ? 1 : nextToken.length + 1;
    const length = found.index - from;
    const small = SMALL.test(nextToken);
    const open = GOES_ON_AT_END.test(line) || LINK_AT_END.test(line);
    let ends: LineEnd['ends'] = open ? 'goes on' : 'bare';
    if (ABBREVIATED.test(line)) ends = 'abbreviated';
    else if (FINAL_AT_END.test(line) && !(small && ELLIPSIS_AT_END.test(line))) ends = 'final';
    yield {
      at,
      length,
      joined: length + width,
      ends,
      next: small ? 'small' : LARGE.test(nextToken) ? 'large' : 'other',
      alike: shape(token) === shape(nextToken),
      inside: FINAL_INSIDE.test(line),
      single: !UNSPACED.test(token) && !/\s/.test(line),
    };
    from = at;
  }
}

/** What the lines of a paragraph say together. */
interface Verdict {
  readonly wrapped: boolean;
  /** The width at which lines were wrapped, in characters; 0 if a word stands in each */
  readonly width: number;
}

/** What the paragraphs before have shown: the width at which they were wrapped, 0 if they were not. */
export interface Wrapping {
  width: number;
}

/** A text of a word a line has a final mark at least so often; a list of words has fewer, if any. */
const FINAL_SHARE = 0.05;

interface Width {
  readonly width: number;
  /** Earlier paragraphs were wrapped there, too. */
  readonly known: boolean;
}

/**
 * How much a line end speaks for a wrap (above 0) or for the end of a sentence. The figures are odds as a person
 * would give them, and only their order matters:
 * - a next word that would have had room speaks against a wrap, much room strongly; one that had none for it;
 * - a small letter after a line without a final mark speaks for one where lines begin with capitals, too;
 *   a comma speaks for one; a final mark, a capital, a like beginning speak against one.
 */
function weight(line: LineEnd, { width, known }: Width, cased: boolean): number {
  const room = width > 0 ? (width - line.joined) / width : -1;
  let sum = room < 0 ? (known ? 1.5 : 0.5) : room < 0.2 ? -0.5 : -3;
  if (line.ends === 'final') sum = Math.min(sum, 0) - 1.5;
  else if (line.ends === 'goes on') sum += 2;
  else if (line.next === 'small') sum += cased ? 2 : 0;
  else sum -= cased ? 1 : 0;
  if (line.alike) sum -= 2;
  // A short line says less: a list below a paragraph does not cut the paragraph.
  return width > 0 ? sum * Math.min(1, line.length / width) : sum;
}

function* judge(
  text: string,
  block: Span,
  before: Wrapping,
): Generator<undefined, Verdict, undefined> {
  const lengths = new Uint32Array(LONGEST + 1);
  const counts = { lines: 0, final: 0, inside: 0, single: 0, small: 0, large: 0 };
  for (const line of lineEnds(text, block)) {
    if (!line) {
      yield;
      continue;
    }
    lengths[Math.min(LONGEST, line.length)]!++;
    counts.lines++;
    if (line.ends === 'final') counts.final++;
    if (line.inside) counts.inside++;
    if (line.single) counts.single++;
    if (line.next !== 'other') counts[line.next]++;
  }
  // The width but for one line in twelve, which may be an address or a heading that was not wrapped.
  let width = LONGEST;
  for (let left = Math.floor(counts.lines / 12); width > 1; width--) {
    left -= lengths[width]!;
    if (left < 0) break;
  }
  if (counts.lines === 0 || width > WIDEST) return { wrapped: false, width };
  const last = text.slice(Math.max(block.start, block.end - ENOUGH), block.end);
  const lastLine = last.slice(last.search(/[^\n\r]*$/)).trimEnd();
  const final = counts.final + (FINAL_AT_END.test(lastLine) ? 1 : 0);
  const inside = counts.inside > 0 || FINAL_INSIDE.test(lastLine);
  if (counts.single >= 0.8 * counts.lines) {
    if (final < FINAL_SHARE * counts.lines || final === 0) return { wrapped: false, width };
    width = 0;
  }
  // Without any mark a short line is a line of a list or a verse.
  if (final === 0 && !inside && width < 40) return { wrapped: false, width };
  const cased = counts.large > 0 || LARGE.test(tokenAt(text, startOf(text, block.start)));
  const known = before.width >= width && before.width <= 1.4 * width;
  if (known && width > 0) width = before.width;
  let sum = inside && width >= 30 ? 0.6 : 0;
  for (const line of lineEnds(text, block)) {
    if (line) sum += weight(line, { width, known }, cased);
    else yield;
  }
  if (sum > 0) before.width = width;
  else if (counts.lines > 1) before.width = 0;
  return { wrapped: sum > 0, width };
}

/**
 * The places in a paragraph at which a line break ends a sentence, in order. Elsewhere a line break is a space.
 * `before` is read, and written for the next paragraph. Yields now and then, so that a caller may rest in a very long paragraph.
 */
export function* sentenceLines(
  text: string,
  block: Span,
  before: Wrapping,
): Generator<undefined, number[], undefined> {
  const { wrapped, width } = yield* judge(text, block, before);
  const found: number[] = [];
  for (const line of lineEnds(text, block)) {
    if (!line) yield;
    // In wrapped text, too, a line that stops far too early ends something: a heading, a row of a list.
    else if (!wrapped) found.push(line.at);
    else if (line.ends !== 'goes on' && line.ends !== 'abbreviated' && width >= 20) {
      const room = (width - line.joined) / width;
      if (room > (line.next === 'small' ? 0.5 : 0.25)) found.push(line.at);
    }
  }
  return found;
}
