import { lastAtMost } from '../base/search';
import { readSentence, type UnitSource } from './readUnits';

/**
 * The tokens of the words that begin at `offsets`: [H, 2], first and last (exclusive). A chosen word is remembered by
 * its place in the text, so it stays chosen when another vocabulary splits it differently. An offset where no word
 * begins, or inside a held-out sentence, gives 0, 0.
 *
 * @param offsets [H] UTF-16, into the whole text
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
    if (source.cut.heldOut.at(s) === 1) continue;
    const { offset, pieces } = await readSentence(source, s);
    const { starts, wordIds } = pieces;
    const first = starts.indexOf(offsets[i]! - offset);
    if (first < 0 || wordIds[first - 1] === wordIds[first]) continue;
    let end = first + 1;
    while (wordIds[end] === wordIds[first]) end++;
    const begin = source.cut.sentenceStarts.at(s)!;
    found.set([begin + first, begin + end], 2 * i);
  }
  return found;
}
