/** The languages that a text can be detected or said to be in, as BCP 47 tags. `und` stands for all others. */
export const LANGUAGE_TAGS =
  'af am ar as az be bg bn bo ca chr ckb cs cy da de dv el en eo es et eu fa ff-Adlm fi fil fr ga gl grc gu ha he hi hr ht hu hy id is it ja ka kk km kn ko ky la lo lt lv mi mk ml mn mn-Mong mr ms mt my nb ne nl nn nqo or pa pl ps pt ro ru sa sat sd si sk sl so sq sr sr-Latn sv sw syr ta te tg th ti tr tt ug uk ur uz vi yi yo yue zh-Hans zh-Hant zu'.split(
    ' ',
  );

/** Some browsers have no name for these. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  bo: 'Tibetan',
  'ff-Adlm': 'Fulah (Adlam)',
  grc: 'Ancient Greek',
  nqo: 'N’Ko',
  sat: 'Santali',
  syr: 'Syriac',
};

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** The English name of a language tag: `French`, `Simplified Chinese`. */
export function languageName(tag: string): string {
  if (tag === 'und') return 'unknown';
  const [language, script] = tag.split('-');
  if (language === 'und' && script) {
    const scripts = new Intl.DisplayNames(['en'], { type: 'script', fallback: 'code' });
    return `unknown, in ${scripts.of(script)} script`;
  }
  return OWN_NAMES[tag] ?? names.of(tag) ?? tag;
}
