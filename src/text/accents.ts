import { decompose, isMark, staysInPlace } from './unicodeEight';

/** A character and where it came from in the raw word, UTF-16. */
export interface Letter {
  readonly char: string;
  readonly from: number;
  readonly to: number;
}

/** Marks on one letter that are put in order; UAX 15 (Stream-Safe Text) promises no text needs more. */
const MOST_MARKS = 30;

/** One that is decomposed already, and whether a letter of the word begins with it. */
interface Part {
  readonly char: string;
  readonly begins: boolean;
}

/** True if `b` moves before `a`. */
function mayPass(a: string, b: string): boolean {
  if (a === b || (a + b).normalize('NFD') !== b + a) return false;
  return !staysInPlace(a) && !staysInPlace(b);
}

/** Unicode's canonical order: a mark moves before one of a higher class, never past a letter. */
function reorder(parts: Part[]): void {
  for (let i = 1; i < parts.length; i++) {
    for (let j = i; j > Math.max(0, i - MOST_MARKS); j--) {
      const [a, b] = [parts[j - 1]!, parts[j]!];
      if (!mayPass(a.char, b.char)) break;
      parts[j - 1] = b;
      parts[j] = a;
    }
  }
}

/**
 * What is left of the letters of a word without accents: decomposed (NFD), less every mark, as
 * `BertNormalizer(strip_accents=true)` does. It does so for all scripts: a Hangul syllable falls into its
 * letters. A letter that was moved past another takes that one's place in the word, as there.
 */
export function withoutAccents(letters: readonly Letter[]): Letter[] {
  const parts: Part[] = [];
  for (const { char } of letters) {
    let begins = true;
    for (const part of decompose(char)) {
      parts.push({ char: part, begins });
      begins = false;
    }
  }
  reorder(parts);
  let at = -1;
  const left: Letter[] = [];
  for (const { char, begins } of parts) {
    if (begins) at++;
    if (!isMark(char)) left.push({ ...letters[at]!, char });
  }
  return left;
}

/** True if `withoutAccents` would change nothing. */
export function isPlain(word: string): boolean {
  if (word.normalize('NFD') !== word) return false;
  for (const char of word) if (isMark(char)) return false;
  return true;
}
