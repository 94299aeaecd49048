import { isSpace } from '../tokenizer/preTokenize';
import { abbreviationsOf } from './abbreviations';
import { blocks, type Span } from './blocks';
import { sentenceLines } from './lines';
import { createQuotes } from './quotes';
import { type Boundary, MARKS, nextBoundary, SMILEY } from './sentenceBreak';
import { type Around, joins, LOOK } from './sentenceRules';

/** The most characters of a sentence. A caller gets the chance to rest after as many. */
const LONGEST = 10_000;
/** Characters of a paragraph from which to judge whether its sentences begin with capitals */
const SAMPLE = 100_000;

const STOP_AND_LETTER = /[.!?](?<=(?:\p{L}{2}|\d).)["'”’)]*\s+["'“‘(]*(\p{L})/gu;
const FIRST_LETTER = /\p{L}/u;
const SMALL = /\p{Ll}/u;
const CAPITAL = /[\p{Lu}\p{Lt}]/u;
const BRACKET = /[\p{Ps}\p{Pe}]/u;
const OPENING_BRACKET = /\p{Ps}/u;
const QUOTE = /["'\p{Pi}\p{Pf}„‚]/u;
/**
 * What belongs to the sentence before its mark: closing marks that a space keeps from it, `Bonjour ! »`, those of
 * Markdown and HTML, `**Stop.**`, and smileys.
 */
const EMOJI =
  '(?:\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\p{Regional_Indicator}|\\u200d|\\ufe0f)+';
const STRAY_CLOSE = new RegExp(
  `(?:[ \\u00a0\\u202f]*["'”’»›“«‹)\\]]+|[*_~]{1,3}|</[a-z]+>|${SMILEY}|${EMOJI}(?: ${EMOJI})*)(?:\\s+|$)`,
  'uy',
);

/**
 * Whether the sentences of a paragraph begin with small letters. A capital at its very beginning counts twice, as
 * whoever begins with one mostly goes on so.
 */
function beginsSmall(text: string, around: Around): boolean {
  const sample = text.slice(0, SAMPLE);
  let small = 0;
  const count = (letter: string, times: number) => {
    if (SMALL.test(letter)) small += times;
    else if (CAPITAL.test(letter)) small -= times;
  };
  const first = FIRST_LETTER.exec(sample)?.[0] ?? '';
  count(first, CAPITAL.test(first) ? 2 : 1);
  for (const found of sample.matchAll(STOP_AND_LETTER)) {
    const letter = found[1]!;
    const at = found.index + found[0].length - letter.length;
    const abbreviated =
      SMALL.test(letter) &&
      joins(sample.slice(Math.max(0, at - LOOK), at), sample.slice(at, at + LOOK), false, around);
    if (!abbreviated) count(letter, 1);
  }
  return small > 0;
}

/** Where a sentence ends: quotation marks and brackets that open belong to the next, those that close to this. */
function endOf(piece: string, { markEnd, end }: Boundary, opens: (at: number) => boolean): number {
  const opening = (at: number) => {
    const char = piece.charAt(at);
    return BRACKET.test(char) ? OPENING_BRACKET.test(char) : QUOTE.test(char) && opens(at);
  };
  for (let at = markEnd; at < end; at++) if (opening(at)) return at;
  STRAY_CLOSE.lastIndex = end;
  const stray = STRAY_CLOSE.exec(piece);
  if (!stray) return end;
  const close = end + stray[0].search(/\S/u);
  return opening(close) ? end : end + stray[0].length;
}

/** Where to cut what is too long for a sentence: after the last space, else anywhere but within a character. */
function cutAtSpace(text: string, from: number): number {
  const to = from + LONGEST;
  for (let i = to - 1; i > from; i--) if (isSpace(text.charCodeAt(i))) return i + 1;
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last < 0xdc00 ? to - 1 : to;
}

/** The ends of the sentences of a piece of a paragraph in which line breaks are spaces; the last is its length. */
function* sentenceEnds(
  piece: string,
  around: Around,
  language: string,
): Generator<number, undefined, undefined> {
  const opens = createQuotes(piece, language);
  let begin = 0;
  for (let at = 0; at < piece.length; ) {
    const boundary = nextBoundary(piece, at, begin + LONGEST, MARKS, around.caseless);
    if (typeof boundary === 'number') {
      for (; boundary - begin >= LONGEST; yield begin) begin = cutAtSpace(piece, begin);
      at = boundary;
      continue;
    }
    if (boundary.end >= piece.length) break;
    const end = endOf(piece, boundary, opens);
    at = end;
    const left = piece.slice(Math.max(begin, end - LOOK), end);
    const right = piece.slice(end, end + LOOK);
    if (joins(left, right, end - begin <= LOOK, around)) continue;
    for (; end - begin > LONGEST; yield begin) begin = cutAtSpace(piece, begin);
    yield end;
    begin = end;
  }
  for (; piece.length - begin > LONGEST; yield begin) begin = cutAtSpace(piece, begin);
  yield piece.length;
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  const piece = text.slice(start, end).trimEnd();
  const indent = piece.length - piece.trimStart().length;
  return piece === '' ? undefined : { start: start + indent, end: start + piece.length };
}

/**
 * The sentences of a text, in order, a few at a time so that a caller may rest between them.
 * Every character that is not white space lies in exactly one of them.
 *
 * The text is first cut into paragraphs, headings and list items (`blocks`), then wherever the end of a line ends a
 * sentence (`lines`), and then by Unicode's rules (`sentenceBreak`), corrected for abbreviations, initials, ordinals
 * and quoted speech (`sentenceRules`, `quotes`).
 *
 * @param language BCP 47 tag of the text, on whose primary subtag abbreviations and quotation marks depend
 */
export function* sentencesOf(
  text: string,
  language: string,
): Generator<Span[], undefined, undefined> {
  const primary = language.split('-', 1)[0]!.toLowerCase();
  const rules = abbreviationsOf(primary);
  const wrapping = { width: 0 };
  for (const block of blocks(text)) {
    if (block.start === block.end) {
      yield [];
      continue;
    }
    const search = sentenceLines(text, block, wrapping);
    let step = search.next();
    for (; !step.done; step = search.next()) yield [];
    const caseless = beginsSmall(text.slice(block.start, block.end), { rules, caseless: true });
    let found: Span[] = [];
    let begin = block.start;
    let rested = begin;
    for (const lineEnd of [...step.value, block.end]) {
      const from = begin;
      for (const end of sentenceEnds(text.slice(from, lineEnd), { rules, caseless }, primary)) {
        const span = trimmed(text, begin, from + end);
        if (span) found.push(span);
        begin = from + end;
        if (begin - rested < LONGEST) continue;
        yield found;
        found = [];
        rested = begin;
      }
    }
    yield found;
  }
}

/** All sentences of a text at once. For long texts use `sentencesOf`. */
export function splitSentences(text: string, language = 'und'): Span[] {
  const all: Span[] = [];
  for (const some of sentencesOf(text, language)) for (const span of some) all.push(span);
  return all;
}
