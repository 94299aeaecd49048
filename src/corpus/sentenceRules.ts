import type { AbbreviationRules } from './abbreviations';

/**
 * Where Unicode's sentence boundaries (Standard Annex 29) are wrong for prose: they know no abbreviations and take no
 * notice of who speaks.
 */

/** German dates, centuries and wars: `3. Mai`, `19. Jahrhundert`. */
const MONTHS =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhunderts?|Jh|Weltkriegs?)\b/iu;
const DATED = /\s\d{1,2}\.$/u;
/** `der 3. Versuch`: an ordinal number after an article */
const ORDINAL =
  /(?:^|\s)(?:der|die|das|den|dem|des|am|im|vom|zum|zur|beim|jede[rsmn]?)\s\d{1,3}\.$/iu;

/** German street names: `Hauptstr. 5` */
const STREET = /\p{L}str$/u;
const DIGIT_LAST = /\d\.$/;

const WORD_END = '[\\s([{"\'“”‘’„«»—–]';
/** The word before the full stop, and the same after a number */
const LAST_WORD = new RegExp(`(?:^|${WORD_END})([\\p{L}\\p{M}.-]+)\\.$`, 'u');
const COUNTED = /\d\s[\p{L}\p{M}.-]+\.$/u;
/** Letters each with a full stop: `z. B.`, `J.-P.`; not the last of `AT&T.`, `A/B.` or `20 °C.` */
const LETTERS = /(?:(?<![\p{L}\p{M}\p{N}\p{S}&/])\p{L}\p{M}*\.[\s-]*)+$/u;
const FIRST_WORD = /^["'“‘«„([]*(\p{L}[\p{L}\p{M}'’]*)/u;
const LIST_NUMBER = /^\s*[([（]?(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*|\p{L})[.)\]）．]$/u;
const LOWER_NEXT = /^["'“‘„«‹([]*\p{Ll}/u;
/** 「はい。」と言った: what is said goes on with a particle. */
const SAID_ENDS = /[」』]$/u;
const SAID_GOES_ON = /^(?:と|って)/u;
/** "가."라고 말했다: what stands right behind the mark is the same Korean word. */
const QUOTE_AND_HANGUL = /["'”’]$/u;
const HANGUL = /^\p{Script=Hangul}/u;
/** What is counted: by a number, or a Roman one of two letters at least ("I" is a word) */
const COUNT = /^(?:[\d([№]|[IVXLC]{2,}\b)/u;
/** `p. ex.`, `t. ex.`: a letter and a word */
const LETTER_AND_WORD = /(?:^|\s)(\p{L})\.\s(\p{L}+)\.$/u;
/** After "5 p.m." a day or a time zone goes on; whatever else begins with a capital is a new sentence. */
const HALF_DAYS = new Set(['a.m', 'p.m']);
const AFTER_HALF_DAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ECMP][SD]?T|GMT|UTC|BST)\b/iu;
/** What is numbered by letters: "vitamin C." */
const LABEL =
  /^(?:an?|vitamin|hepatitis|plan|type|class|grade|group|part|size|section|appendix|exhibit|option|point|team|level|phase|room|gate|block|unit|zone|line|version|series|model|figure|table|note|key|side)e?s?$/iu;

/** Every rule needs one of these at the end. Most boundaries, such as those after 。, are settled by this alone. */
const MAY_JOIN = new Set('.…"\'”’“»«›‹)]」』．）');

/** Characters either side that the rules look at. */
export const LOOK = 40;

/** What the rules must know of the text around. */
export interface Around {
  readonly rules: AbbreviationRules;
  /** Sentences begin with small letters, so a small letter is no sign that a sentence goes on. */
  readonly caseless: boolean;
}

/** Whether a capital and its full stop, after the word `before`, are an initial: "by J. Smith", not "vitamin C." */
function isInitial(before: string): boolean {
  if (LABEL.test(before)) return false;
  // Before a name stand nothing, another name, or a short word ("by", "und"); before a label, its noun.
  return /^\P{L}*(?:\p{Lu}|\p{Lt}|\p{L}{1,4}$)|^\p{P}*$/u.test(before);
}

/** Whether letters with full stops ("J. K.", "U.S.", "z. B.") go on with `right`, whose first word is `next`. */
function lettersJoin(left: string, right: string, next: string, around: Around): boolean {
  const { rules, caseless } = around;
  const found = LETTERS.exec(left);
  if (!found) return false;
  const before = left.slice(0, found.index);
  const letters = found[0].match(/\p{L}\p{M}*/gu)!;
  const key = letters.join('.').toLowerCase();
  if (rules.inner.has(key)) return true;
  if (HALF_DAYS.has(key)) return AFTER_HALF_DAY.test(right);
  if (/^\p{L}\p{M}*\./u.test(right)) return true;
  if (!/^\p{L}/u.test(right) || rules.starters.has(next)) return false;
  const last = letters.at(-1)!;
  if (letters.length > 1) return caseless || /\p{Lu}/u.test(last);
  return /\p{Lu}/u.test(last) && last !== 'I' && isInitial(before.trimEnd().split(/\s/u).at(-1)!);
}

/**
 * True if there is no sentence boundary between `left` and `right` although Unicode's rules say so.
 * `left` is the sentence so far (only its end is read, and whether it is all of it, `whole`),
 * `right` what follows.
 */
export function joins(left: string, right: string, whole: boolean, around: Around): boolean {
  const { rules, caseless } = around;
  const end = left.trimEnd();
  if (!MAY_JOIN.has(end.charAt(end.length - 1))) return false;
  if (whole && LIST_NUMBER.test(end)) return true;
  const smallNext = !caseless && LOWER_NEXT.test(right);
  if (!end.endsWith('.')) {
    if (SAID_ENDS.test(end)) return SAID_GOES_ON.test(right);
    if (end === left && QUOTE_AND_HANGUL.test(end) && HANGUL.test(right)) return true;
    return smallNext;
  }
  const next = FIRST_WORD.exec(right)?.[1]?.toLowerCase() ?? '';
  if (DIGIT_LAST.test(end)) {
    if (DATED.test(end) && MONTHS.test(right)) return true;
    return ORDINAL.test(end) && next !== '' && !rules.starters.has(next);
  }
  if (lettersJoin(end, right, next, around)) return true;

  const written = LAST_WORD.exec(end)?.[1];
  if (written === undefined) return false;
  const word = written.toLowerCase();
  const pair = LETTER_AND_WORD.exec(end);
  if (rules.inner.has(word) || (pair && rules.inner.has(`${pair[1]}.${pair[2]}`))) return true;
  const counted = COUNTED.test(end);
  if (rules.soft.has(word)) return next !== '' && !rules.starters.has(next);
  if (!counted && (rules.titles.has(written) || (caseless && rules.lowerTitles.has(word))))
    return true;
  if (!counted && rules.unlessCounted.has(word)) return true;
  return (rules.numbered.has(word) || STREET.test(word)) && COUNT.test(right);
}
