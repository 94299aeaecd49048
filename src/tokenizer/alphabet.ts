import { CONTINUATION, SPECIAL_TOKENS } from './vocabulary';

/** How often a character occurs in the words of a text, and whether it ever continues a word. */
export interface CharUse {
  count: number;
  continues: boolean;
}

/**
 * The tokens that can spell every word: each character alone, sorted by code point, then the `##` forms of those
 * that continue a word, sorted in the same way.
 *
 * Keeps at most `limit` characters, and only as many as fit into `room` tokens: the most frequent first, and of
 * equally frequent ones the smaller code point. (Hugging Face exceeds the requested size instead. Here the size is
 * a limit, because the model is built for it.)
 */
export function chooseAlphabet(
  uses: ReadonlyMap<string, CharUse>,
  limit: number,
  room: number,
): string[] {
  const byCode = (a: string, b: string) => a.codePointAt(0)! - b.codePointAt(0)!;
  const ranked = [...uses].sort((a, b) => b[1].count - a[1].count || byCode(a[0], b[0]));
  const kept: string[] = [];
  const continuing: string[] = [];
  let left = room;
  for (const [char, use] of ranked) {
    const size = use.continues ? 2 : 1;
    if (kept.length >= limit || size > left) break;
    left -= size;
    kept.push(char);
    if (use.continues) continuing.push(char);
  }
  return [...kept.sort(byCode), ...continuing.sort(byCode).map((char) => CONTINUATION + char)];
}

/** Adds the characters of a word that occurs `count` times. */
export function addUses(uses: Map<string, CharUse>, word: string, count: number): void {
  let continues = false;
  for (const char of word) {
    const use = uses.get(char);
    if (use === undefined) {
      uses.set(char, { count, continues });
    } else {
      use.count += count;
      use.continues ||= continues;
    }
    continues = true;
  }
}

/** The smallest vocabulary that can be learned: the special tokens, and one character alone and as a continuation. */
export const MIN_VOCAB_SIZE = SPECIAL_TOKENS.length + 2;
