import { normalForm } from '../base/normalForm';
import type { Letter } from './accents';
import { staysInPlace } from './unicodeEight';

// What may follow a letter and combine with it: accents, and the vowels and finals of Hangul.
const JOINS =
  '\\p{Mn}\\p{Me}\\u1160-\\u11FF\\u302E\\u302F\\u{16FF0}\\u{16FF1}\\u{1D165}-\\u{1D172}';
const CLUSTER = new RegExp(`[^${JOINS}][${JOINS}]*|[${JOINS}]+`, 'gu');
/** Vowel signs beside a letter; only a few combine with the character before. */
const BESIDE = /^\p{Mc}/u;

/**
 * Text with one spelling for each letter (NFC): `e` and a combining accent become `é`, the sign Å becomes the letter Å.
 * Characters that Hugging Face's Rust library does not know stay uncombined, as they do there.
 */
export function composed(text: string): string {
  const whole = normalForm(text, 'NFC');
  if (whole === text) return text;
  let result = '';
  let known = '';
  for (const char of text) {
    if (!staysInPlace(char)) {
      known += char;
      continue;
    }
    result += normalForm(known, 'NFC') + char;
    known = '';
  }
  return result + normalForm(known, 'NFC');
}

/** The composed characters of `cluster`, which begins at `at` in the word. */
function lettersOf(cluster: string, at: number): Letter[] {
  const before = [...cluster];
  const after = [...composed(cluster)];
  const most = Math.min(before.length, after.length);
  let last = 0;
  while (last < most && after.at(-1 - last) === before.at(-1 - last)) last++;
  let first = 0;
  while (first < most - last && after[first] === before[first]) first++;
  /** How many characters composing removed: the first that changed was made of them. */
  const joined = before.length - after.length;
  /** Where each begins, and where the last ends */
  const places = [at];
  for (const char of before) places.push(places.at(-1)! + char.length);
  return after.map((char, i) => {
    if (i < first) return { char, from: places[i]!, to: places[i + 1]! };
    if (joined < 0 && i < after.length - last) {
      // A character was decomposed: each part has the place of the whole.
      return { char, from: places[first]!, to: places[before.length - last]! };
    }
    return {
      char,
      from: places[i === first && joined > 0 ? i : i + joined]!,
      to: places[i + joined + 1]!,
    };
  });
}

/** The characters of `composed(word)`, each with the place in the word that it came from. */
export function composedLetters(word: string): Letter[] {
  if (composed(word) === word) return lettersOf(word, 0);
  const clusters: string[] = [];
  for (const [cluster] of word.matchAll(CLUSTER)) {
    const before = clusters.at(-1) ?? '';
    const joins =
      BESIDE.test(cluster) && composed(before + cluster) !== composed(before) + composed(cluster);
    if (joins) clusters[clusters.length - 1] = before + cluster;
    else clusters.push(cluster);
  }
  let at = 0;
  return clusters.flatMap((cluster) => {
    at += cluster.length;
    return lettersOf(cluster, at - cluster.length);
  });
}
