/** Marks in a row that are put in order; more are taken as another run. No script has more than a few. */
const MOST_MARKS = 256;
const LONG_RUN = new RegExp(`\\p{M}{${MOST_MARKS}}(?=\\p{M})`, 'gu');

/**
 * A text in a normal form of Unicode. Browsers put marks in order by insertion, which takes as long as the square of
 * their number: a letter with a hundred thousand accents would stop the page for minutes. So longer runs are cut, as in
 * UAX #15's stream-safe text, but without a character in between.
 */
export function normalForm(text: string, form: 'NFC' | 'NFD'): string {
  if (text.length <= MOST_MARKS) return text.normalize(form);
  let result = '';
  let from = 0;
  for (const { index, 0: run } of text.matchAll(LONG_RUN)) {
    const end = index + run.length;
    result += text.slice(from, end).normalize(form);
    from = end;
  }
  return result + text.slice(from).normalize(form);
}
