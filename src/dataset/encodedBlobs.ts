import { release } from '../base/release';
import type { EncodedText } from './encodedText';

/** An encoded text in Blobs, outside the memory of page and workers: sending it sends only handles. */
export interface EncodedBlobs {
  readonly ids: Blob;
  readonly marks: Blob;
  readonly sentenceStarts: Blob;
  readonly groups: Blob;
  /** [V] */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Moves an encoded text into Blobs. Its `ids` and `marks` are released and must not be used again. */
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

/** Reads it back into memory: about three bytes a token and eight a sentence. */
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
