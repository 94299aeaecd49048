import { crc32 } from '../base/crc';
import type { Dataset } from '../dataset/dataset';
import type { Batch } from '../engine/engine';
import type { HeldOut } from '../protocol/run';

const ZERO = 48;
const SPACE = 32;
/** Digits of an id, and a space */
const MOST_BYTES = 6;

/** CRC-32 of token ids, written in decimal with spaces between: other programs have all that it takes. */
function createHash() {
  let bytes = new Uint8Array(1024);
  return (ids: ArrayLike<number>): number => {
    if (ids.length * MOST_BYTES > bytes.length) bytes = new Uint8Array(2 * ids.length * MOST_BYTES);
    let end = 0;
    for (let i = 0; i < ids.length; i++) {
      if (i > 0) bytes[end++] = SPACE;
      const id = ids[i]!;
      let unit = 1;
      while (unit * 10 <= id) unit *= 10;
      for (; unit >= 1; unit /= 10) bytes[end++] = ZERO + (Math.floor(id / unit) % 10);
    }
    return crc32(bytes.subarray(0, end));
  };
}

/** The windows of a batch with their blanks filled again: a hash of the tokens, then the places that were asked. */
function* asked(
  { batchSize, sequenceLength: T, ...batch }: Batch,
  hashOfIds: ReturnType<typeof createHash>,
): Generator<number[]> {
  const ids = Int32Array.from(batch.inputIds);
  const places = Array.from({ length: batchSize }, (): number[] => []);
  batch.positions.forEach((at, i) => {
    ids[at] = batch.labels[i]!;
    places[Math.floor(at / T)]!.push(at % T);
  });
  for (const [b, some] of places.entries()) {
    if (some.length === 0) continue;
    const length = batch.attentionMask
      .subarray(b * T, (b + 1) * T)
      .reduce((sum, real) => sum + real, 0);
    yield [hashOfIds(ids.subarray(b * T, b * T + length)), ...some];
  }
}

/** What a run does not train on and how its exam asks about it, in hashes: none of the text can be read from them. */
export function heldOutOf(
  { encoded, heldOut }: Pick<Dataset, 'encoded' | 'heldOut'>,
  batches: readonly Batch[],
): HeldOut {
  const { tokens, sentenceStarts } = encoded;
  const hashOfIds = createHash();
  const sentences: number[] = [];
  heldOut.forEach((isHeldOut, s) => {
    if (!isHeldOut) return;
    sentences.push(hashOfIds(tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids));
  });
  return {
    sentences,
    allSentences: heldOut.length,
    exam: batches.flatMap((batch) => [...asked(batch, hashOfIds)]),
  };
}
