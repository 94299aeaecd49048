import { normalForm } from '../base/normalForm';
import { decompose, isMark, staysInPlace } from './unicodeEight';

/** A character and where it came from in the raw word, UTF-16. */
export interface Letter {
  readonly char: string;
  readonly from: number;
  readonly to: number;
}

/** A decomposed character, and whether a letter of the word begins with it. */
interface Part {
  readonly char: string;
  readonly begins: boolean;
}

/** Iota below: its class comes last in canonical order. */
const LAST = '\u0345';

/** Pairs of marks that were asked about: a word may be a megabyte of them. */
const passing = new Map<string, boolean>();
const MOST_PAIRS = 10_000;

/** True if canonical order puts `b` in front of `a` when `b` is written right after it. */
function mayPass(a: string, b: string): boolean {
  if (a === b) return false;
  const pair = a + b;
  const known = passing.get(pair);
  if (known !== undefined) return known;
  const passes = pair.normalize('NFD') === b + a && !staysInPlace(a) && !staysInPlace(b);
  if (passing.size >= MOST_PAIRS) passing.clear();
  passing.set(pair, passes);
  return passes;
}

const isOrdered = ({ char }: Part) => /\p{M}/u.test(char) && (char === LAST || mayPass(LAST, char));

function inOrder(a: Part, b: Part): number {
  if (mayPass(a.char, b.char)) return 1;
  return mayPass(b.char, a.char) ? -1 : 0;
}

/** Unicode's canonical order: a stable sort of each run of marks by their classes. */
function reorder(parts: Part[]): void {
  for (let i = 0, end = 0; i < parts.length; i = end) {
    end = i + 1;
    if (!isOrdered(parts[i]!)) continue;
    while (end < parts.length && isOrdered(parts[end]!)) end++;
    parts
      .slice(i, end)
      .sort(inOrder)
      .forEach((part, k) => {
        parts[i + k] = part;
      });
  }
}

/**
 * The letters of a word without their accents: decomposed (NFD) and then without any mark, as
 * `BertNormalizer(strip_accents=true)` does. It does so in all scripts: a Hangul syllable becomes its letters. As in
 * Hugging Face's library, a letter that canonical order moves past another takes that one's place in the word. The
 * place of a letter includes its accents.
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
    const letter = letters[at]!;
    const before = left.at(-1);
    if (!isMark(char)) left.push({ ...letter, char });
    else if (before) left[left.length - 1] = { ...before, to: Math.max(before.to, letter.to) };
  }
  return left;
}

/** True if `withoutAccents` would change nothing. */
export function isPlain(word: string): boolean {
  if (normalForm(word, 'NFD') !== word) return false;
  for (const char of word) if (isMark(char)) return false;
  return true;
}
