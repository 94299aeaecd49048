/** Enough of a text to tell a picture or an archive from prose. */
const SAMPLE = 100_000;
/** Prose has none of these; a text in a wrong encoding or of a binary file has many. */
const BAD_SHARE = 0.05;
/** A stray NUL is cleaned away; more than one in a thousand is a binary file or UTF-16. */
const NUL_SHARE = 0.001;
const BAD = /[\p{Cc}\uFFFD\p{Cs}]/u;

/** Whether the beginning of a text holds what only binary files, or a wrong encoding, put there. */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  let bad = 0;
  let nul = 0;
  for (const char of sample) {
    if (char === '\0') nul++;
    if (BAD.test(char) && !'\t\n\r\f\v'.includes(char)) bad++;
  }
  return bad > BAD_SHARE * sample.length || nul > NUL_SHARE * sample.length;
}
