/** UTF-16 units that are looked at: enough to tell a picture or an archive from prose. */
const SAMPLE = 100_000;
/** Prose has no such characters; a binary file, or text read in the wrong encoding, has many. */
const BAD_SHARE = 0.05;
/** A stray NUL is cleaned away; more than one in a thousand is a binary file or UTF-16. */
const NUL_SHARE = 0.001;
const BAD = /[\p{Cc}\uFFFD\p{Cs}]/u;

/** Whether the beginning of a text looks like a binary file, or like text read in the wrong encoding. */
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
