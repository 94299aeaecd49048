import { formatPercent } from '../../base/format';
import { listed as inWords, isSome, shortened } from '../../base/words';
import type { Word } from '../reader';

/** “a”, “b” and “c” */
export const quoted = (words: readonly string[]): string => {
  const marked = words.map((word) => `“${shortened(word)}”`);
  return isSome(marked) ? inWords(marked) : '';
};

/** p, as exact as it tells */
export const percent = (p: number): string => {
  if (p > 0 && p < 0.001) return 'less than 0.1 %';
  return formatPercent(p, p < 0.1 || (p > 0.99 && p < 1) ? 1 : 0);
};

/** Whether it is more than a sign of punctuation. */
export const isWord = ({ text }: Word) => /[\p{L}\p{N}]/u.test(text);
