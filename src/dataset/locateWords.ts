import { lastAtMost } from '../base/search';
import { readSentence, type UnitSource } from './readUnits';

/** The tokens of the word that token `index` belongs to: from `first` on, and before `end`. */
function wordAround(wordIds: ArrayLike<number>, index: number): { first: number; end: number } {
  let first = index;
  let end = index + 1;
  while (first > 0 && wordIds[first - 1] === wordIds[index]) first--;
  while (end < wordIds.length && wordIds[end] === wordIds[index]) end++;
  return { first, end };
}

/**
 * The tokens of the words that begin at `offsets`: [H, 2], first and last (exclusive). A person chooses words by
 * their place in the text, so that they stay chosen when another vocabulary splits them otherwise. An offset
 * where no word begins, or in a held-out sentence, has none: 0, 0.
 */
export async function locateWords(
  source: Pick<UnitSource, 'corpus' | 'encoder' | 'reader' | 'cut'>,
  offsets: readonly number[],
): Promise<Uint32Array<ArrayBuffer>> {
  const { sentenceOffsets } = source.corpus;
  const last = sentenceOffsets.length - 2;
  const found = new Uint32Array(2 * offsets.length);
  for (let i = 0; i < offsets.length; i++) {
    const s = Math.min(last, lastAtMost(sentenceOffsets, offsets[i]!));
    if (source.cut.heldOut[s] === 1) continue;
    const { offset, pieces } = await readSentence(source, s);
    const at = pieces.starts.indexOf(offsets[i]! - offset);
    if (at < 0) continue;
    const { first, end } = wordAround(pieces.wordIds, at);
    const begin = source.cut.sentenceStarts[s]!;
    found.set([begin + first, begin + end], 2 * i);
  }
  return found;
}
