import { expect, it } from 'vitest';
import { plainTokens } from '../dataset/encodedText';
import { heldOutOf } from './heldOut';

/** Three sentences of 9 8 7, 6 and 5 5; all but the second are held out. */
const DATASET = {
  encoded: {
    tokens: plainTokens({ ids: Uint16Array.of(9, 8, 7, 6, 5, 5), marks: new Uint8Array(6) }),
    sentenceStarts: Uint32Array.of(0, 3, 4, 6),
    groups: Uint32Array.of(0, 1, 2),
    counts: new Uint32Array(10),
  },
  heldOut: Uint8Array.of(1, 0, 1),
};

/** [CLS] 9 [MASK] 7 [SEP], [CLS] [MASK] [MASK] [SEP] [PAD], and a window of which nothing is asked */
const BATCH = {
  batchSize: 3,
  sequenceLength: 5,
  inputIds: Int32Array.of(2, 9, 4, 7, 3, 2, 4, 4, 3, 0, 2, 1, 3, 0, 0),
  attentionMask: Int32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0),
  positions: Int32Array.of(2, 6, 7),
  labels: Int32Array.of(8, 5, 5),
};

it('names held-out sentences and windows by hashes that Python computes too', () => {
  // zlib.crc32(b"9 8 7"), zlib.crc32(b"5 5"); zlib.crc32(b"2 9 8 7 3"), zlib.crc32(b"2 5 5 3")
  expect(heldOutOf(DATASET, [BATCH])).toEqual({
    sentences: [3_445_667_665, 517_349_096],
    allSentences: 3,
    exam: [
      [536_646_083, 2],
      [1_681_626_164, 1, 2],
    ],
  });
});
