/**
 * Where the platform's sentence boundaries (Unicode Standard Annex 29) are wrong for prose: it
 * knows no abbreviations and takes no notice of who speaks.
 */

const list = (words: string) => new Set(words.split(' '));

/** Never the last word of a sentence. In lower case, without the last full stop. */
const ALWAYS = list(
  'mr mrs ms dr prof st vs e.g i.e cf fig figs eq vol viz gen col capt lt sgt rev hon messrs mt' +
    ' approx dept est z.b d.h u.a o.ä v.a s.o s.u z.t i.d.r bzw ca hr hrn fr frl nr str vgl evtl ggf' +
    ' inkl sog zzgl mme mlle mlles mmes mm p.ex c.-à-d av env bd',
);
/**
 * Words of their own, too ("No. I won't."): abbreviations before a number only. After `etc.` and
 * `usw.` a sentence goes on before a number or a small letter, and ends before a capital.
 */
const BEFORE_NUMBER = list('no nos p pp ch art sec abs kap s ed vers etc usw');
/** German dates and centuries: `3. Mai`, `19. Jahrhundert`. */
const MONTHS =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh)\b/u;

const LAST_WORD = /(?:^|[\s([{"'“”‘’„«»])([\p{L}.-]+)\.\s*$/u;
const ONE_LETTER = /(?:^|[\s([{"'“”‘’„«».])(\p{L})\.\s*$/u;
const LIST_NUMBER = /^\s*\(?(?:\d{1,3}|\p{L})[.)]\s*$/u;
const ORDINAL = /(?:^|\s)\d{1,2}\.\s*$/u;
const QUOTED_END = /[!?…][!?….]*\s?["'”’“»«›‹)\]]+\s*$/u;
const ELLIPSIS = /(?:…|\.\.\.)["'”’“»›)\]]*\s*$/u;
const LOWER_NEXT = /^["'“‘„«‹([]*\p{Ll}/u;

/** What every rule needs at the end; most boundaries of Chinese, say, are settled by its absence. */
const MAY_JOIN = /[.…"'”’“»«›‹)\]]\s*$/u;

/** Closing marks that a space keeps from their sentence: `Bonjour ! »`. */
export const STRAY_CLOSE = /^["'”’»›)\]]+(?:\s+|$)/u;

/** Characters either side that the rules look at. */
export const LOOK = 40;

/**
 * True if there is no sentence boundary between `left` and `right` although the platform says so.
 * `left` is the sentence so far (only its end is read, and whether it is all of it, `whole`),
 * `right` what follows. With `caseless`, no letter of the paragraph is a capital, so that small
 * letters say nothing.
 */
export function joins(left: string, right: string, whole: boolean, caseless: boolean): boolean {
  if (!MAY_JOIN.test(left)) return false;
  if (whole && LIST_NUMBER.test(left)) return true;
  const smallNext = !caseless && LOWER_NEXT.test(right);
  if (smallNext && (QUOTED_END.test(left) || ELLIPSIS.test(left))) return true;
  if (ORDINAL.test(left) && MONTHS.test(right)) return true;

  // "J. K. Rowling", "z. B. Äpfel"; but "So do I. Then ..." ends.
  const letter = ONE_LETTER.exec(left)?.[1];
  if (letter !== undefined) {
    if (/^\p{L}\./u.test(right)) return true;
    if (/\p{Lu}/u.test(letter) && letter !== 'I' && /^\p{L}/u.test(right)) return true;
  }

  const word = LAST_WORD.exec(left)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  if (ALWAYS.has(word)) return true;
  if (!BEFORE_NUMBER.has(word)) return false;
  return /^[\d([]/u.test(right) || (/^(?:etc|usw)$/u.test(word) && smallNext);
}
