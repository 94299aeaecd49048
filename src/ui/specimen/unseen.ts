import type { Context } from '../../config/settings';
import type { Specimen } from '../../store/playground/specimen';

/**
 * The tokens of the blank whose guess is looked at, ascending: the only one, or of several the one that the person
 * looks from; undefined where they look from a word. A word in pieces is one blank.
 */
export function lookingBlank(
  { tokens, blanks }: Pick<Specimen, 'tokens' | 'blanks'>,
  chosen: number | undefined,
): readonly number[] | undefined {
  const wordOf = (index: number) => tokens[index]?.wordId;
  const words = new Set(blanks.map(wordOf));
  const from = words.size === 1 ? blanks[0] : chosen;
  if (from === undefined) return undefined;
  const word = wordOf(from);
  const found = blanks.filter((index) => wordOf(index) === word);
  return found.length > 0 ? found : undefined;
}

/** Whether a model of this context can look from a blank of these tokens at any of a word's. */
export function sees(context: Context, blank: readonly number[], word: readonly number[]): boolean {
  if (context === 'both') return true;
  return context === 'left' ? word[0]! <= blank.at(-1)! : word.at(-1)! >= blank[0]!;
}
