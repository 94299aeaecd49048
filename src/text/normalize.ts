import { charClass, REMOVED } from './charClass';
import { MAX_WORD_CHARS } from './types';

export interface NormalizedWord {
  readonly text: string;
  /**
   * [text.length] for each UTF-16 unit of `text`, where the character it came from begins and ends
   * in the raw word; left out where the two line up one to one.
   */
  readonly from?: Uint32Array;
  readonly to?: Uint32Array;
}

// The only characters whose lower case, in a string, is not as long or depends on its neighbours.
const UNEVEN = /[\u0130\u03A3]/;

function hasRemoved(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) {
    const code = raw.codePointAt(i)!;
    if (charClass(code) === REMOVED) return true;
    if (code > 0xffff) i++;
  }
  return false;
}

/**
 * One word as `BertNormalizer(clean_text=true, strip_accents=false, lowercase=doLowerCase)` leaves
 * it, with the way back to the raw word. Accents stay, on purpose: German and French need them.
 *
 * Lower case is taken character by character, as the Rust library does: a final capital sigma
 * becomes `σ`, where JavaScript alone would write `ς`.
 */
export function normalizeWord(raw: string, doLowerCase: boolean): NormalizedWord {
  const uneven = doLowerCase && UNEVEN.test(raw);
  if (!uneven && !hasRemoved(raw)) return { text: doLowerCase ? raw.toLowerCase() : raw };

  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const char of raw) {
    const end = at + char.length;
    if (charClass(char.codePointAt(0)!) !== REMOVED) {
      const written = doLowerCase ? char.toLowerCase() : char;
      for (let i = 0; i < written.length; i++) {
        from.push(at);
        to.push(end);
      }
      text += written;
    }
    at = end;
  }
  return { text, from: Uint32Array.from(from), to: Uint32Array.from(to) };
}

/**
 * True if the word has more than 100 characters when normalised, which makes it [UNK]. Looks no
 * further than that: a word may be a megabyte long.
 */
export function isTooLong(raw: string): boolean {
  if (raw.length <= MAX_WORD_CHARS) return false;
  let kept = 0;
  for (const char of raw) {
    if (charClass(char.codePointAt(0)!) !== REMOVED && ++kept > MAX_WORD_CHARS) return true;
  }
  return false;
}
