import { normalForm } from '../base/normalForm';
import { COMMON_WORDS } from './languageWords';

/** The tag for "not known". */
const UNKNOWN = 'und';

/** Scripts, by their Unicode names, and the tag of a text in each: a language where hardly any other is written in it */
const SCRIPTS = {
  Latin: 'und-Latn',
  Cyrillic: 'und-Cyrl',
  Greek: 'und-Grek',
  Arabic: 'und-Arab',
  Hebrew: 'und-Hebr',
  Devanagari: 'und-Deva',
  Ethiopic: 'und-Ethi',
  Bengali: 'bn',
  Hangul: 'ko',
  Han: 'und-Hani',
  Hiragana: 'ja',
  Katakana: 'ja',
  Armenian: 'hy',
  Georgian: 'ka',
  Thai: 'th',
  Lao: 'lo',
  Khmer: 'km',
  Myanmar: 'my',
  Tibetan: 'bo',
  Tamil: 'ta',
  Telugu: 'te',
  Kannada: 'kn',
  Malayalam: 'ml',
  Sinhala: 'si',
  Gujarati: 'gu',
  Gurmukhi: 'pa',
  Oriya: 'or',
  Ol_Chiki: 'sat',
  Syriac: 'syr',
  Thaana: 'dv',
  Nko: 'nqo',
  Adlam: 'ff-Adlm',
  Mongolian: 'mn-Mong',
  Cherokee: 'chr',
  Canadian_Aboriginal: 'und-Cans',
  Tifinagh: 'und-Tfng',
  Coptic: 'und-Copt',
  Javanese: 'und-Java',
} as const;
type Script = keyof typeof SCRIPTS;
const PATTERNS = (Object.keys(SCRIPTS) as Script[]).map((script) => ({
  script,
  letter: new RegExp(`\\p{Script=${script}}`, 'u'),
}));

/** One of these characters is a word or a syllable, so it counts as several letters. */
const WEIGHTS: Readonly<Partial<Record<Script, number>>> = {
  Han: 3,
  Hiragana: 3,
  Katakana: 3,
  Hangul: 2,
};
/** A text with fewer letters is too short to identify. */
const LEAST_LETTERS = 8;
/** With less than this in one script, a text is mixed. */
const MAIN_SHARE = 0.6;

/** A text must have at least this share and this variety of its language's commonest words. */
const LEAST_SHARE = 0.12;
const LEAST_DIFFERENT = 3;
/**
 * Words that only the best language has must be this many times as frequent as words that only the other language has.
 */
const LEAD = 2;

/** Common characters that look different in simplified and in traditional Chinese, in the same order. */
const SIMPLIFIED =
  /[们这说时会为对过还没来个国学问样开关发长门见车东经书话钱买卖语请让认识应该边两儿点从给远进动种当后气电实现业无与]/gu;
const TRADITIONAL =
  /[們這說時會為對過還沒來個國學問樣開關發長門見車東經書話錢買賣語請讓認識應該邊兩兒點從給遠進動種當後氣電實現業無與]/gu;
const CANTONESE = /[嘅喺咗唔冇嚟佢哋啲嘢咁嗰]/gu;
/** Japanese has at least this share of kana; a Chinese text may quote a little. */
const KANA_SHARE = 0.1;
/** Cantonese has at least this share of characters that Mandarin does not use. */
const CANTONESE_SHARE = 0.02;

/** Vowel points, and the stroke that stretches an Arabic word: with or without them, it is the same word. */
const POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]/g;
/** A word of a sentence; not part of an address, a path or a name in code. */
const WORD =
  /(?<![\p{L}\p{M}\p{N}_/.@=\\])\p{L}[\p{L}\p{M}‘ʻʼ]*(?![\p{L}\p{M}\p{N}_/@=\\]|\.\p{L})/gu;
const LETTER = /\p{L}/gu;

/** How often each word stands in a text */
type Times = ReadonlyMap<string, number>;

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

/** How many letters a text has of each script, weighted; those of scripts that are not listed are `undefined`'s. */
function lettersByScript(text: string): Map<Script | undefined, number> {
  const byLetter = new Map<string, number>();
  for (const [letter] of text.matchAll(LETTER)) {
    byLetter.set(letter, (byLetter.get(letter) ?? 0) + 1);
  }
  const totals = new Map<Script | undefined, number>();
  for (const [letter, times] of byLetter) {
    const script = PATTERNS.find((s) => s.letter.test(letter))?.script;
    const weight = (script && WEIGHTS[script]) ?? 1;
    totals.set(script, (totals.get(script) ?? 0) + weight * times);
  }
  return totals;
}

/** Simplified, traditional or Cantonese; `und-Hani` if the characters could be any of them, or Japanese. */
function chinese(text: string): string {
  const signs = count(text, /\p{Script=Han}/gu);
  const [simple, full] = [count(text, SIMPLIFIED), count(text, TRADITIONAL)];
  if (count(text, CANTONESE) > CANTONESE_SHARE * signs) return 'yue';
  // A quotation may use the other kind of characters.
  if (simple > 2 * full) return 'zh-Hans';
  if (full > 2 * simple) return 'zh-Hant';
  return 'und-Hani';
}

/** How often the words of `list` that are not in `other` stand in a text. */
function hitsBeside(times: Times, list: ReadonlySet<string>, other?: ReadonlySet<string>): number {
  let hits = 0;
  for (const word of list) if (!other?.has(word)) hits += times.get(word) ?? 0;
  return hits;
}

/** The language whose commonest words a text has, among those whose script `tag` names; undefined where none is well ahead. */
function byWords(text: string, tag: string): string | undefined {
  const times = new Map<string, number>();
  let words = 0;
  for (const [word] of text.toLowerCase().replace(POINTS, '').matchAll(WORD)) {
    words++;
    times.set(word, (times.get(word) ?? 0) + 1);
  }
  const languages = Object.entries(COMMON_WORDS[tag] ?? {}).map(([language, written]) => {
    const list = new Set(written.split(' '));
    return { language, list, hits: hitsBeside(times, list) };
  });
  const [best, ...others] = languages.sort((a, b) => b.hits - a.hits);
  if (!best || best.hits < LEAST_SHARE * words) return undefined;
  const different = [...best.list].filter((word) => times.has(word)).length;
  // Related languages share most of these words, so the ones that they do not share decide.
  const isAhead = others.every(
    ({ list }) => hitsBeside(times, best.list, list) > LEAD * hitsBeside(times, list, best.list),
  );
  return different >= LEAST_DIFFERENT && isAhead ? best.language : undefined;
}

/**
 * Detects the language of a text and returns its BCP 47 tag. The script decides; where several languages share
 * it, their commonest words or characters do. If only the script is clear the tag is `und-Latn` or the like,
 * and `und` if not even that is: the text is very short, mixed, code, or a list of names. In doubt it says `und`
 * rather than guess.
 *
 * @param sample the beginning of the text; a hundred thousand characters are plenty
 */
export function detectLanguage(sample: string): string {
  const text = normalForm(sample, 'NFC');
  const letters = lettersByScript(text);
  const total = [...letters.values()].reduce((sum, n) => sum + n, 0);
  if (total < LEAST_LETTERS) return UNKNOWN;
  const of = (...scripts: Script[]) => scripts.reduce((sum, s) => sum + (letters.get(s) ?? 0), 0);
  const kana = of('Hiragana', 'Katakana');
  const signs = kana + of('Han');
  if (signs >= MAIN_SHARE * total) return kana >= KANA_SHARE * signs ? 'ja' : chinese(text);
  if (of('Hangul', 'Han') >= MAIN_SHARE * total) return 'ko';
  const main = PATTERNS.find(({ script }) => of(script) >= MAIN_SHARE * total);
  if (!main) return UNKNOWN;
  if (main.script === 'Bengali' && /[ৰৱ]/u.test(text)) return 'as';
  return byWords(text, SCRIPTS[main.script]) ?? SCRIPTS[main.script];
}
