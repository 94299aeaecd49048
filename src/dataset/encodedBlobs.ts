import { release } from '../base/release';
import type { EncodedText } from './encodedText';

/** An encoded text outside the memory of pages and workers: what one sends the other is a handle. */
export interface EncodedBlobs {
  readonly ids: Blob;
  readonly marks: Blob;
  readonly sentenceStarts: Blob;
  readonly groups: Blob;
  /** [V] */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Puts an encoded text aside. Its ids and marks are gone from memory then. */
export function storeEncoded({ counts, ids, marks, ...arrays }: EncodedText): EncodedBlobs {
  const stored = {
    counts,
    ids: new Blob([ids]),
    marks: new Blob([marks]),
    sentenceStarts: new Blob([arrays.sentenceStarts]),
    groups: new Blob([arrays.groups]),
  };
  release(ids, marks);
  return stored;
}

/** Reads it back whole: about three bytes a token and eight a sentence. */
export async function loadEncoded(stored: EncodedBlobs): Promise<EncodedText> {
  const { ids, marks, sentenceStarts, groups, counts } = stored;
  return {
    ids: new Uint16Array(await ids.arrayBuffer()),
    marks: new Uint8Array(await marks.arrayBuffer()),
    sentenceStarts: new Uint32Array(await sentenceStarts.arrayBuffer()),
    groups: new Uint32Array(await groups.arrayBuffer()),
    counts,
  };
}
