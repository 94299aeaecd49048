import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomBatch } from '../testShapes';
import { shardOf, wholeBatch } from './shard';

const SHAPE = { V: 23, D: 8, L: 1, H: 1, F: 8, T: 9, B: 5, M: 7, ragged: true, segments: true };
const int = (min: number, max: number) => fc.integer({ min, max });

it('the parts of a batch are the batch, each sentence and blank once and in order', () => {
  fc.assert(
    fc.property(int(1, 12), int(1, 8), int(0, 1000), (B, count, seed) => {
      const batch = randomBatch({ ...SHAPE, B, M: B }, seed);
      const shards = Array.from({ length: count }, (_, i) => shardOf(batch, i, count));
      const joined = (of: (b: typeof batch) => Int32Array) =>
        shards.flatMap((s) => Array.from(of(s.batch)));
      expect(joined((b) => b.inputIds)).toEqual(Array.from(batch.inputIds));
      expect(joined((b) => b.attentionMask)).toEqual(Array.from(batch.attentionMask));
      expect(joined((b) => b.tokenTypeIds!)).toEqual(Array.from(batch.tokenTypeIds!));
      expect(joined((b) => b.labels)).toEqual(Array.from(batch.labels));
      const places = shards.flatMap((s) =>
        Array.from(s.batch.positions, (place) => s.firstRow + place),
      );
      expect(places).toEqual(Array.from(batch.positions));
      const sizes = shards.map((s) => s.batch.batchSize);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const s of shards) expect(s.batchBlanks).toBe(B);
    }),
  );
});

it('a batch of one part is the whole, and a copy of it', () => {
  const batch = randomBatch(SHAPE, 3);
  const shard = shardOf(batch, 0, 1);
  expect(shard).toEqual(wholeBatch(batch));
  shard.batch.inputIds.fill(0);
  shard.batch.labels.fill(0);
  expect(batch).toEqual(randomBatch(SHAPE, 3));
});
