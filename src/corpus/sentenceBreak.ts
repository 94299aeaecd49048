/**
 * Sentence boundaries by the default rules of Unicode Standard Annex 29, written here rather than taken from
 * `Intl.Segmenter`: every browser cuts alike, and a text without capitals can be told apart from one with them.
 */

// The Sentence_Break classes, as far as the rules tell them apart. X: what belongs to the character before it.
const A_TERM = '.\\u2024\\ufe52\\uff0e';
const S_TERM = `\\p{Sentence_Terminal}`;
const X = '[\\p{Grapheme_Extend}\\p{Mc}\\p{Cf}\\u200d]';
const SPACE = '[\\t\\v\\f \\p{Zs}\\n\\r\\u0085\\u2028\\u2029]';
const CLOSE =
  '[\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}"\'\\u275b-\\u2760\\u2e00\\u2e01\\u2e06-\\u2e08\\u2e0b\\u{1f676}-\\u{1f678}]';
const S_CONTINUE =
  ',;:\\u002d\\u037e\\u055d\\u060c\\u060d\\u07f8\\u1802\\u1808\\u2013\\u2014\\u3001\\ufe10\\ufe11\\ufe13\\ufe14\\ufe31\\ufe32\\ufe50\\ufe51\\ufe54\\ufe55\\ufe58\\ufe63\\uff0c\\uff0d\\uff1a\\uff1b\\uff64';
const NUMERIC = '[\\p{Nd}\\u066b\\u066c]';
const MTAVRULI = '\\u1c90-\\u1cba\\u1cbd-\\u1cbf';
const GEORGIAN = '\\u10d0-\\u10fa\\u10fd-\\u10ff';
const LOWER = `(?![${GEORGIAN}]|${X})\\p{Lowercase}`;
const UPPER = `(?![${MTAVRULI}])[\\p{Uppercase}\\p{Lt}]`;

/** Tibetan marks, which Unicode does not count among those that end a sentence */
const SHAD = '\\u0f0d-\\u0f12\\u0f14';

const AFTER_MARK = new RegExp(`(?:${CLOSE}${X}*)*(?:${SPACE}${X}*)*`, 'uy');
const GOES_ON = new RegExp(`[${S_TERM}${S_CONTINUE}${SHAD}―]`, 'uy');
const DIGIT_NEXT = new RegExp(NUMERIC, 'uy');
const UPPER_NEXT = new RegExp(UPPER, 'uy');
const CASED_NEXT = new RegExp(`${UPPER}|${LOWER}`, 'uy');
const CASED_BEFORE = new RegExp(`(?<=(?:${UPPER}|${LOWER})${X}*)`, 'uy');
const NOT_ON_THE_WAY = `\\p{Alphabetic}\\u05f3\\n\\r\\u0085\\u2028\\u2029${S_TERM}`;
// Each character fits one of the two only: twice as many ways for each would take for ever.
const LOWER_AHEAD = new RegExp(
  `(?:(?!${LOWER})[^${NOT_ON_THE_WAY}]|(?=[${NOT_ON_THE_WAY}])${X})*(?:${LOWER})`,
  'uy',
);
/** A number of its own, with which a sentence may begin: `It was fun. 3 people came.` */
const NUMBER_NEXT = /\p{Nd}[\p{Nd}.,:/%]*\s/uy;
/** `'t Is laat`, `'n Man loop`: the small letter says nothing of the sentence. */
const CLITIC_NEXT = /['’]\p{Ll}\s\p{Lu}/uy;
/** In a line that begins with a dash, a dash before a capital lets somebody speak on: `— Да, — сказал он. — Иду.` */
const SPEECH = /^\s*[–—―]/u;
const SPEECH_NEXT = /[–—―]\s*["“«¿¡]*\p{Lu}/uy;
/** `:-)`, `;P` */
export const SMILEY = "[:;][-'^]?[()[\\]DPpOo3*/\\\\|]+";
const SMILEY_NEXT = new RegExp(`${SMILEY}(?!\\S)`, 'uy');
const FULL_STOP = new RegExp(`^[${A_TERM}]`);

/** What ends a sentence by Unicode's property. */
export const UNICODE_MARKS = new RegExp(`${S_TERM}${X}*`, 'gu');

const THAI = '[\\u0e01-\\u0e2e\\u0e30-\\u0e45\\u0e47-\\u0e4e]';
const LAO = '[\\u0e81-\\u0eae\\u0eb0-\\u0ec4\\u0ec8-\\u0ecd\\u0edc-\\u0edf]';

/**
 * What ends a sentence here. Unicode's marks but the Burmese and the Javanese comma (U+104A, U+A9C8), the first mark of
 * the Khmer "etc." and what stands within an address, a name or a piece of code (`page?id=1`, `!=`, `.NET`), and beside
 * them:
 * - an ellipsis before a capital, and any that follows a final mark;
 * - the Tibetan shad and its kin, which end a clause or a sentence;
 * - the semicolon in Greek, where it asks, and the colon in Armenian, which stands for the full stop;
 * - two Ethiopic word spaces, or colons, in the place of the full stop;
 * - the Buginese pallawa, which is all that script has;
 * - a space in Thai or Lao after six letters and before eight: they have no other mark, and a shorter stretch is a
 *   word or a name more often than a sentence.
 */
export const MARKS = new RegExp(
  `(?=[${S_TERM}…${SHAD};:\\u037e\\u1361\\u1a1e\\u0e01-\\u0edf])(?:(?![\\u104a\\ua9c8]|\\u17d4\\u179b\\u17d4|\\.(?<=\\s.)[\\p{L}\\p{N}]|[?!]=|!\\[|\\?[\\w.-]{1,40}=)${S_TERM}…*|…+|[${SHAD}]|[;\\u037e](?<=\\p{Script=Greek}.)(?![^\\s\\p{P}])` +
    `|:(?<=\\p{Script=Armenian}.)(?!\\S)|\\u1a1e|\\u1361\\u1361|::(?<=\\p{Script=Ethiopic}..)` +
    `|${THAI}{6} (?=${THAI}{8})|${LAO}{6} (?=${LAO}{8}))${X}*`,
  'gu',
);

/** Whether what the (sticky) expression describes stands at `at`. */
function stands(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** Whether a sentence begins at `end` although a mark stands there that goes on with one (SB8a). */
function beginsAnew(text: string, { markEnd, end }: Boundary): boolean {
  if (stands(SMILEY_NEXT, text, end)) return true;
  const spaced = end > markEnd && text.slice(markEnd, end).trim() === '';
  return spaced && SPEECH.test(text) && stands(SPEECH_NEXT, text, end);
}

/** Whether the next letter, a small one, says nothing: it stands behind a number or an apostrophe. */
const smallByChance = (text: string, { end }: Boundary) =>
  stands(NUMBER_NEXT, text, end) || stands(CLITIC_NEXT, text, end);

export interface Boundary {
  /** Where the final mark begins, and ends */
  readonly mark: number;
  readonly markEnd: number;
  /** Where the sentence ends: after the closing marks and the white space that follow the mark */
  readonly end: number;
}

/**
 * The first sentence boundary behind a mark at or after `at` and before `until`, or, if there is none, the place from
 * which to look on: the first mark that was not looked at, or the end. A line break counts as a space:
 * whether it ends a sentence is settled before (`lines.ts`).
 *
 * @param marks finds the marks that end a sentence (global); its place is set anew. With `UNICODE_MARKS` the boundaries
 *   are Unicode's and no others; else smileys, speech after a dash and sentences that begin with a number are known, too
 * @param caseless no letter is to be taken for a small one that goes on with a sentence
 */
export function nextBoundary(
  text: string,
  at: number,
  until: number,
  marks: RegExp,
  caseless: boolean,
): Boundary | number {
  const strict = marks === UNICODE_MARKS;
  marks.lastIndex = at;
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    if (found.index >= until) return found.index;
    const mark = found.index;
    const markEnd = mark + found[0].length;
    AFTER_MARK.lastIndex = markEnd;
    AFTER_MARK.test(text);
    const end = AFTER_MARK.lastIndex;
    const boundary = { mark, markEnd, end };
    const goesOn = stands(GOES_ON, text, end);
    if (goesOn && (strict || !beginsAnew(text, boundary))) continue; // SB8a
    if (found[0].startsWith('…')) {
      if (end > markEnd && stands(UPPER_NEXT, text, end)) return boundary;
      continue;
    }
    if (!FULL_STOP.test(found[0])) return boundary; // SB11
    if (end === markEnd) {
      if (stands(DIGIT_NEXT, text, end)) continue; // SB6: "3.5"
      const next = stands(caseless ? CASED_NEXT : UPPER_NEXT, text, end);
      if (next && stands(CASED_BEFORE, text, mark)) continue; // SB7: "U.S."
    }
    const small = !caseless && stands(LOWER_AHEAD, text, end);
    if (small && (strict || !smallByChance(text, boundary))) continue; // SB8: "etc. and"
    return boundary;
  }
  return text.length;
}
