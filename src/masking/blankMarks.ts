/** A stretch of text: UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A sentence: its text, and which stretches of it are marks for a blank. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly Span[];
}

const { raw } = String;

/** `mask` and similar names, also in full-width letters or with a number: MASK_1, MASK 2, mask3. */
const NAME = raw`\s*(?:[mｍ][aａ][sｓ][kｋ](?:ed)?|blank|gap)[\s_#:-]?\p{Nd}*\s*`;

/** Mask tokens of BERT, RoBERTa and T5, placeholders of templates, and lines and boxes to write on. */
const SURE = [
  ...[raw`\[${NAME}\]`, raw`\{\{${NAME}\}\}`, raw`\{${NAME}\}`, `<${NAME}/?>`, raw`<\|${NAME}\|>`],
  ...[`［${NAME}］`, `｛${NAME}｝`, `＜${NAME}＞`, `【${NAME}】`, raw`<extra_id_\p{Nd}+>`],
  ...[
    '[_＿]{2,}',
    '[_＿](?: [_＿]){2,}(?![_＿])',
    '▁{2,}',
    '[‗﹍﹎﹏]{2,}',
    '█{2,}',
    '[□▢☐⬜■]{2,}',
  ],
].join('|');

const DOTS = raw`[…⋯‥]+|\.{3,}|\.(?: \.){2,}|。{3,}|・{3,}`;
const exactly = (char: string) => raw`\u{${char.codePointAt(0)!.toString(16)}}`;
const BRACKETS = ['()', '[]', '{}', '（）', '［］', '｛｝', '【】', '〔〕', '「」', '『』'];

/**
 * Dots, dashes, empty brackets and a sign by itself: in school tests they mark a blank, in other texts they are just
 * punctuation.
 */
const UNSURE = [
  ...BRACKETS.map((pair) => Array.from(pair, exactly).join(raw`\s*(?:(?:[?？]+|${DOTS})\s*)?`)),
  ...[DOTS, '[-–—―─━]{3,}', '[⸺⸻]+', '[_＿□▢☐⬜■]', '[○〇◯]{2,}', '[?？]{2,}', raw`\*{3,}|＊{3,}`],
].join('|');

const CANDIDATE = new RegExp(`(${SURE})|${UNSURE}`, 'giu');
const WHOLE = new RegExp(`^(?:${SURE})$`, 'iu');

/**
 * Letters of scripts that write words without spaces, and of Korean, where particles are attached to a word: there a
 * blank may touch its neighbours.
 */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;
const LETTER_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_AFTER = /^[\p{L}\p{M}\p{N}]/u;

function touchesWord(text: string, { start, end }: Span): boolean {
  const before = LETTER_BEFORE.exec(text.slice(Math.max(0, start - 2), start))?.[0];
  const after = LETTER_AFTER.exec(text.slice(end, end + 2))?.[0];
  return [before, after].some((letter) => letter !== undefined && !UNSPACED.test(letter));
}

interface Candidate extends Span {
  readonly written: string;
  /** A blank wherever it stands, unless a backslash comes before it */
  readonly isSure: boolean;
  /** A blank if the sentence has no sure blank */
  readonly isPossible: boolean;
  /** Backslashes right before it */
  readonly slashes: number;
}

/** How many backslashes stand right before a place. */
function slashesAt(text: string, end: number): number {
  let slashes = 0;
  while (text[end - 1 - slashes] === '\\') slashes++;
  return slashes;
}

function candidates(text: string): Candidate[] {
  return Array.from(text.matchAll(CANDIDATE), ({ 0: written, 1: sure, index: start }) => {
    const span = { start, end: start + written.length };
    const slashes = slashesAt(text, start);
    const isSure = sure !== undefined && (written.length > 2 || !touchesWord(text, span));
    const isPossible = sure === undefined && !touchesWord(text, span);
    return { ...span, written, slashes, isSure, isPossible };
  });
}

/**
 * Finds the blanks in what a person wrote. `___`, `[MASK]` and the like (`SURE`) are blanks wherever they stand, except
 * that two underscores next to a letter are text (`__init__`). Dots, dashes, empty brackets and `_` (`UNSURE`) are
 * blanks if no letter touches them and the sentence has no other blank.
 *
 * A backslash before a mark makes it text. As in a shell, two backslashes before a mark stand for one backslash;
 * all other backslashes are ordinary characters.
 */
export function readMarks(written: string): Marked {
  const found = candidates(written);
  const isFree = ({ slashes }: Candidate) => slashes % 2 === 0;
  const hasSure = found.some((mark) => mark.isSure && isFree(mark));
  const marks: Span[] = [];
  let text = '';
  let at = 0;
  for (const mark of found) {
    text += written.slice(at, mark.start - mark.slashes) + '\\'.repeat(mark.slashes >> 1);
    if (isFree(mark) && (mark.isSure || (mark.isPossible && !hasSure))) {
      marks.push({ start: text.length, end: text.length + mark.written.length });
    }
    text += mark.written;
    at = mark.end;
  }
  return { text: text + written.slice(at), marks };
}

/**
 * Escapes a text so that `readMarks` reads it back as the same text, without blanks.
 *
 * @param hasBlanks whether the sentence has a sure blank elsewhere
 * @param beforeBlank whether a blank follows directly
 */
export function escapeMarks(text: string, hasBlanks: boolean, beforeBlank: boolean): string {
  let written = '';
  let at = 0;
  for (const mark of candidates(text)) {
    const isRead = mark.isSure || (mark.isPossible && !hasBlanks);
    const slashes = isRead || mark.slashes > 0 ? 2 * mark.slashes + 1 : 0;
    written += text.slice(at, mark.start - mark.slashes) + '\\'.repeat(slashes) + mark.written;
    at = mark.end;
  }
  written += text.slice(at);
  return beforeBlank ? written + '\\'.repeat(slashesAt(text, text.length)) : written;
}

/** Whether a mark is a blank wherever it stands, so that it can be written again as it was. */
export const isSureMark = (mark: string) => mark.length > 2 && WHOLE.test(mark);
