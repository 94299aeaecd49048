import { loadAscending, storeAscending } from '../base/ascending';
import { bytesOf, storeBytes } from '../base/blobBytes';
import { loadFirstSeen, storeFirstSeen } from '../base/firstSeen';
import type { EncodedCorpus } from './encodeCorpus';
import type { EncodedText } from './encodedText';
import { piecesNoted, type WordCoded, wordCodedTokens } from './wordCoded';

/** Arrays that are kept in Blobs, by name. */
type Arrays = Omit<WordCoded, 'words' | 'wordCount' | 'starts'>;
const KINDS = {
  ids: Uint16Array,
  phrases: Uint8Array,
  sentences: Uint8Array,
} as const satisfies Record<keyof Arrays, unknown>;

/** An encoded text in Blobs, outside the memory of page and workers: sending it sends only handles. */
export interface EncodedBlobs
  extends Readonly<Record<keyof Arrays | 'words' | 'starts' | 'sentenceStarts' | 'groups', Blob>> {
  /** W */
  readonly wordCount: number;
  /** [V] */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/**
 * Puts an encoded text into Blobs.
 *
 * @param words where its words are in one already: all encodings of a text share it
 * @param groups the same of the groups of its sentences
 */
export function storeEncoded(
  { encoded, coded }: Pick<EncodedCorpus, 'encoded' | 'coded'>,
  words = storeBytes(coded.words),
  groups = storeFirstSeen(encoded.groups),
): EncodedBlobs {
  const { counts, sentenceStarts } = encoded;
  const { wordCount, ids, starts, phrases, sentences } = coded;
  return {
    ...{ words, groups, wordCount, counts },
    ids: storeBytes(ids),
    starts: storeAscending(starts),
    phrases: storeBytes(phrases),
    sentences: storeBytes(sentences),
    sentenceStarts: storeAscending(sentenceStarts),
  };
}

/** Reads it back into memory: about two bytes a word, twelve a sentence, and the pieces of each different word. */
export async function loadEncoded(stored: EncodedBlobs): Promise<EncodedText> {
  const load = async <K extends keyof Arrays>(name: K) =>
    new KINDS[name]((await bytesOf(stored[name])).buffer) as Arrays[K];
  const coded: WordCoded = {
    wordCount: stored.wordCount,
    words: await bytesOf(stored.words),
    ids: await load('ids'),
    starts: await loadAscending(stored.starts, piecesNoted(stored.starts.size)),
    phrases: await load('phrases'),
    sentences: await load('sentences'),
  };
  const sentenceStarts = await loadAscending(stored.sentenceStarts);
  return {
    tokens: wordCodedTokens(coded),
    sentenceStarts,
    groups: await loadFirstSeen(stored.groups),
    counts: stored.counts,
  };
}
