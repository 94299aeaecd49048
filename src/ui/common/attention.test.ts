import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeOf, mapBalance, rowBalance } from './attention';

it('splits a row into left, itself and right', () => {
  expect(rowBalance([0.5, 0.25, 0.125, 0.125], 1)).toEqual({
    before: 0.5,
    self: 0.25,
    after: 0.25,
  });
});

it('keeps the sum of a map’s balance at 1, whatever its rows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 12 }),
      fc.infiniteStream(fc.double({ min: 0.01, max: 1, noNaN: true })),
      (T, stream) => {
        const map = new Float32Array(T * T);
        for (let i = 0; i < T; i++) {
          const row = Array.from({ length: T }, () => stream.next().value as number);
          const sum = row.reduce((a, b) => a + b, 0);
          map.set(
            row.map((x) => x / sum),
            i * T,
          );
        }
        const { before, self, after } = mapBalance(map, T);
        expect(before + self + after).toBeCloseTo(1, 5);
      },
    ),
  );
});

it('takes the other’s map of the same head away', () => {
  const maps = (values: number[]) => ({
    ...{ length: 1, layers: 2, heads: 2 },
    attentions: Float32Array.from(values),
  });
  const now = maps([0.5, 0.25, 0.75, 1]);
  expect([...changeOf(now, maps([0.25, 0, 1, 0.5]), 1, 0)]).toEqual([-0.25]);
  expect([...changeOf(now, undefined, 1, 0)]).toEqual([0.75]);
});
