import type { EncodedText } from '../text/types';
import type { MaskingUnit } from './collate';

/** Tokens `start` to `end` of a text, as they are masked together; views, not copies. */
export function unitAt(
  { ids, wordIds, phraseIds }: Pick<EncodedText, 'ids' | 'wordIds' | 'phraseIds'>,
  start: number,
  end: number,
): MaskingUnit {
  return {
    ids: ids.subarray(start, end),
    wordIds: wordIds.subarray(start, end),
    phraseIds: phraseIds.subarray(start, end),
  };
}
