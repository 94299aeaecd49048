export type Direction = 'ltr' | 'rtl';

/** The blocks that Unicode sets aside for scripts written from right to left: Hebrew, Arabic, Syriac, N'Ko, Adlam … */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/gu;
const RTL_SCRIPTS = 'Hebr Arab Aran Syrc Thaa Nkoo Adlm Samr Mand Rohg Mend'.split(' ');

/** UTF-16 units at the beginning of a text from which its direction is judged */
const SAMPLE = 10_000;

/** How many letters of a text run each way. */
function lettersEachWay(text: string): Record<Direction, number> {
  const found = { ltr: 0, rtl: 0 };
  for (const [letter] of text.matchAll(LETTER)) found[RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr']++;
  return found;
}

/** The script of a language tag; undefined for `und`, and for what is no tag. */
function scriptOf(language: string): string | undefined {
  if (language === 'und') return undefined;
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined;
  }
}

/** How a text in `language` runs; if its script is not known, as most of its letters do. */
export function textDirection(language: string, text: string): Direction {
  const script = scriptOf(language);
  if (script !== undefined) return RTL_SCRIPTS.includes(script) ? 'rtl' : 'ltr';
  const { ltr, rtl } = lettersEachWay(text.slice(0, SAMPLE));
  return rtl > ltr ? 'rtl' : 'ltr';
}

/** How a sentence or a word runs: its own way if all its letters agree, else as the text around it does. */
export function directionWithin(around: Direction, text: string): Direction {
  const { ltr, rtl } = lettersEachWay(text);
  if (rtl === 0 && ltr > 0) return 'ltr';
  if (ltr === 0 && rtl > 0) return 'rtl';
  return around;
}
