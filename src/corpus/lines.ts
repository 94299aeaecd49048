import type { Span } from './blocks';

/**
 * A line may end because a sentence, a verse or a record does, or because the next word did not fit (a hard wrap, as in
 * old e-books and e-mail). Each line of a paragraph is weak evidence for one or the other; together they decide.
 */

/** Lines between two resting points. */
const STRIDE = 4096;
/** Lengths are counted up to this; nobody wraps at more than 160 characters. */
const LONGEST = 400;
const WIDEST = 160;
/** Columns narrower than this are rare, and those narrower than a word or three hold no more than a subtitle. */
const NARROW = 30;
const NARROWEST = 20;

const NEWLINE = /\r\n|[\n\r\u0085\u2028]/g;
/** White space and the marks of quoted e-mail. */
const INDENT = /[ \t\u3000>]*/y;
const FIRST_TOKEN = /\S{1,40}/y;
/** Scripts without spaces are wrapped at any character. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u;
const FINAL_AT_END =
  /(?:[\p{Sentence_Terminal}…\u0f0d\u0f0e]|\p{Extended_Pictographic}\ufe0f?|፡፡)["'\p{Pe}\p{Pi}\p{Pf}*_]*$/u;
const ELLIPSIS_AT_END = /(?:…|\.\.\.)["'\p{Pf}]*$/u;
/** A full stop that may be an abbreviation's: one letter or a title before it. */
const ABBREVIATED =
  /(?:^|[\s(.])(?:\p{L}|Mrs?|Ms|Dr|Prof|St|Mt|Hr|Fr|Sra?|[Nn]o|vs|cf|usw|etc)\.$/u;
const COLON_AT_END = /[:：]$/;
const GOES_ON_AT_END = /(?:[,;،؛、，；·—–]|\p{L}-)["'\p{Pf}]*$/u;
/** Articles, conjunctions and the like: a line that ends with one is almost certainly wrapped. */
const LINKS = new Set(
  (
    'the a an of and or to der die das den dem des ein eine einen einem einer und oder von zum zur im am le la les un' +
    ' une et de du el los las y il lo gli di che um uma os het een en och att og at ett и в на с что та і'
  ).split(' '),
);
/** A sentence ends within a line and another begins there. */
const FINAL_INSIDE =
  /[.!?](?<=[\p{L}\p{N}]\p{L}.)["'”’)]?[ \t]+["'“‘(]?\p{Lu}|[。！？।۔።]["'”’)」』]?[ \t]*[\p{L}“「]/u;
/** The same, with whatever follows: an abbreviation, too */
const MARK_INSIDE = /\p{Sentence_Terminal}["'\p{Pe}\p{Pf}]*[ \t]+\S/u;
const SMALL = /^["'“‘«„([]*\p{Ll}/u;
const LARGE = /^["'“‘«„([]*\p{Lu}/u;
/** Characters of a line that are looked at, and those of its end */
const ENOUGH = 200;
const TAIL = 12;

/** One end of a line: what stands before it and behind it. */
interface LineEnd {
  /** Offset behind the line break */
  readonly at: number;
  /** Characters of the line */
  readonly length: number;
  /** Characters the line would have with the first word of the next */
  readonly joined: number;
  readonly ends: 'final' | 'goes on' | 'colon' | 'abbreviated' | 'bare';
  readonly next: 'small' | 'large' | 'other';
  /** The next line begins like this one */
  readonly alike: boolean;
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

function caseOf(token: string): LineEnd['next'] {
  if (SMALL.test(token)) return 'small';
  return LARGE.test(token) ? 'large' : 'other';
}

/** The ends of the lines of a paragraph but the last, in order. Yields where a caller may rest. */
function* readLines(
  text: string,
  { start, end }: Span,
): Generator<undefined, LineEnd[], undefined> {
  const lines: LineEnd[] = [];
  let from = start;
  for (;;) {
    NEWLINE.lastIndex = from;
    const found = NEWLINE.exec(text);
    if (!found || found.index >= end) return lines;
    if (lines.length % STRIDE === STRIDE - 1) yield;
    const at = found.index + found[0].length;
    const first = startOf(text, from);
    const second = startOf(text, at);
    const line = text.slice(Math.max(first, found.index - ENOUGH), found.index).trimEnd();
    const tail = line.slice(-TAIL);
    const word = line.slice(line.lastIndexOf(' ') + 1);
    const token = tokenAt(text, first);
    const nextToken = tokenAt(text, second);
    const width = UNSPACED.test(nextToken) ? 1 : nextToken.length + 1;
    const length = found.index - from;
    const next = caseOf(nextToken);
    const open = GOES_ON_AT_END.test(tail) || LINKS.has(word.toLowerCase());
    let ends: LineEnd['ends'] = open ? 'goes on' : 'bare';
    if (COLON_AT_END.test(tail)) ends = 'colon';
    else if (ABBREVIATED.test(tail)) ends = 'abbreviated';
    else if (FINAL_AT_END.test(tail) && !(next === 'small' && ELLIPSIS_AT_END.test(tail)))
      ends = 'final';
    lines.push({
      at,
      length,
      joined: length + width,
      ends,
      next,
      alike: shape(token) === shape(nextToken),
      single: word === line && !UNSPACED.test(token),
    });
    from = at;
  }
}

/** The width at which earlier paragraphs were wrapped, 0 if they were not. */
export interface Wrapping {
  width: number;
}

/** A text of a word a line has a final mark at least so often; a list of words has fewer, if any. */
const FINAL_SHARE = 0.05;

/** So many lines that begin like the one before are no coincidence. */
const MANY_ALIKE = 3;
/** Among this many lines of prose at least one sentence ends. */
const SOME_LINES = 8;
/** So many lines that leave room for the next word are no coincidence. */
const MANY_ROOMY = 3;

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
  const room = (width - line.joined) / width; // below 0 where a word stands in each line: width is 0
  let sum = 0.5;
  if (known) sum = 1.5;
  else if (!cased) sum = 1; // no capital will tell
  if (room >= 0) sum = room < 0.2 ? -0.5 : -3;
  if (line.ends === 'final') sum = Math.min(sum, 0) - 1.5;
  else if (line.ends === 'goes on' || line.ends === 'colon') sum += 2;
  else if (line.next === 'small') sum += cased ? 2 : 0;
  else sum -= cased ? 1 : 0;
  // Wrapped lines may begin with the same small word by chance; rows of one kind begin alike on purpose.
  if (line.alike) sum -= room < 0 && line.next !== 'large' ? 1 : 2;
  // A short line says less: a list below a paragraph does not cut the paragraph.
  return sum * Math.min(1, line.length / width);
}

/** The width of the lines but for one in twelve, which may be an address or a heading that was not wrapped. */
function widthOf(lines: readonly LineEnd[]): number {
  const lengths = new Uint32Array(LONGEST + 1);
  for (const line of lines) lengths[Math.min(LONGEST, line.length)]!++;
  let left = Math.floor(lines.length / 12);
  let width = LONGEST;
  while (width > 1 && left >= lengths[width]!) left -= lengths[width--]!;
  return width;
}

/** The width at which the lines of a paragraph are wrapped, 0 if a word stands in each; undefined if they are not. */
function wrapWidth(
  text: string,
  block: Span,
  lines: readonly LineEnd[],
  before: Wrapping,
): number | undefined {
  // A last line, too, was no longer than the others could be; two lines alone are too few to say how long.
  const lastLine = lines.length > 1 ? Math.min(LONGEST, block.end - lines.at(-1)!.at) : 0;
  const width = Math.max(widthOf(lines), lastLine);
  if (width > WIDEST) return undefined;
  const last = text.slice(Math.max(lines.at(-1)!.at, block.end - TAIL), block.end).trimEnd();
  const finals = lines.filter((line) => line.ends === 'final').length;
  const final = finals + (FINAL_AT_END.test(last) ? 1 : 0);
  const single = lines.filter((line) => line.single).length >= 0.8 * lines.length;
  const inside = !single && FINAL_INSIDE.test(text.slice(block.start, block.end));
  if (single && final < Math.max(1, FINAL_SHARE * lines.length)) return undefined;
  // Rows of one kind begin alike, most of them; wrapped lines never do.
  const alike = lines.filter((line) => line.alike).length;
  if (!single && alike >= MANY_ALIKE && alike > lines.length / 2) return undefined;
  // Without any mark a short line is a line of a list or a verse.
  if (!single && final === 0 && !inside && width < 40) return undefined;

  const cased =
    lines.some((line) => line.next === 'large') ||
    LARGE.test(tokenAt(text, startOf(text, block.start)));
  const known = before.width >= width && before.width <= 1.4 * width;
  const full = known ? before.width : width;
  const wrapped = { width: single ? 0 : full, known };
  const unspaced = UNSPACED.test(tokenAt(text, startOf(text, block.start)));
  if (!single && !unspaced && full < NARROWEST && lines.length > 2) return undefined;
  // Where lines are wrapped, hardly one leaves room for the next word, but for rows of a list below.
  const left = lines.filter(({ length, joined }) => joined <= full && length > full / 2).length;
  if (!single && !inside && left >= MANY_ROOMY && left > lines.length / 4) return undefined;
  const hasMarkInside = MARK_INSIDE.test(text.slice(block.start, block.end));
  // Where no capital tells: prose has more final marks, and most of them within lines.
  const isSparse = lines.length >= SOME_LINES && final <= lines.length / SOME_LINES;
  if (!single && !cased && !unspaced && !known && isSparse && !hasMarkInside) return undefined;
  // In a column this narrow no writer leaves room for another word.
  const roomy = ({ ends, joined }: LineEnd) => ends !== 'goes on' && joined <= 0.9 * full;
  if (!single && full < NARROW && lines.some(roomy)) return undefined;
  let sum = inside && width >= NARROW ? 0.6 : 0;
  for (const line of lines) sum += weight(line, wrapped, cased);
  // Wrapped sentences end within lines, too. That three end just where lines do is no chance.
  if (!single && final > 2 && !hasMarkInside) sum -= final;
  if (sum > 0) before.width = wrapped.width;
  else if (lines.length > 1) before.width = 0;
  return sum > 0 ? wrapped.width : undefined;
}

/**
 * The places in a paragraph at which a line break ends a sentence, in order. Elsewhere a line break is a space.
 * `before` is read, and written for the next paragraph. Yields where a caller may rest in a very long one.
 */
export function* sentenceLines(
  text: string,
  block: Span,
  before: Wrapping,
): Generator<undefined, number[], undefined> {
  const lines = yield* readLines(text, block);
  if (lines.length === 0) return [];
  const width = wrapWidth(text, block, lines, before);
  // In wrapped text, too, a line that stops far too early ends something: a heading, a row of a list.
  const early = (line: LineEnd | undefined, share: number) =>
    line !== undefined && width !== undefined && width - line.joined > share * width;
  const ends = lines.filter((line, i) => {
    if (width === undefined) return true;
    if (width < 20 || line.ends === 'goes on' || line.ends === 'abbreviated') return false;
    if (line.ends === 'colon') return early(lines[i + 1], 0.5);
    return early(line, line.next === 'small' ? 0.5 : 0.25);
  });
  return ends.map(({ at }) => at);
}
