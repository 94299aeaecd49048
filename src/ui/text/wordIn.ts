import { BEGINS_WORD } from '../../dataset/encodedText';
import type { UnitSlice } from '../../dataset/readUnits';

/** Places within a unit of the tokens of the word that the token with this index in the text belongs to. */
export function wordIn(
  { marks, firstToken }: UnitSlice,
  index: number,
): { first: number; end: number } {
  let first = index - firstToken;
  let end = first + 1;
  while (first > 0 && !(marks[first]! & BEGINS_WORD)) first--;
  while (end < marks.length && !(marks[end]! & BEGINS_WORD)) end++;
  return { first, end };
}
