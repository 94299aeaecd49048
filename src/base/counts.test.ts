import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCounts, joined, parted } from './counts';

it('counts as a Map does, in the order in which names come first', () => {
  const name = fc
    .tuple(
      fc.nat(40),
      fc.nat(2 ** 26 - 1).map((b) => b % 3),
    )
    .map(([a, b]) => joined(a, b));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 300 }), (names) => {
      const counts = createCounts();
      const map = new Map<number, number>();
      for (const one of names) {
        counts.add(one);
        map.set(one, (map.get(one) ?? 0) + 1);
      }
      const indices = Array.from({ length: counts.size }, (_, i) => i);
      expect(indices.map((i) => [counts.nameAt(i), counts.countAt(i)])).toEqual([...map]);
      expect(indices.every((i) => counts.indexOf(counts.nameAt(i)) === i)).toBe(true);
      expect([counts.indexOf(joined(50, 0)), counts.countOf(joined(50, 0))]).toEqual([-1, 0]);
      expect(counts.countOf(joined(-1, 0))).toBe(0);
    }),
  );
});

it('grows', () => {
  const counts = createCounts();
  for (let i = 0; i < 20_000; i++) counts.add(joined(i * 3301, i));
  for (let i = 0; i < 20_000; i += 2) counts.add(joined(i * 3301, i));
  expect(counts.size).toBe(20_000);
  expect([4000, 19_999].map((i) => counts.countOf(joined(i * 3301, i)))).toEqual([2, 1]);
  expect(counts.indexOf(joined(4097 * 3301, 4097))).toBe(4097);
});

it('parts what it joined', () => {
  for (const pair of [
    [0, 0],
    [1, 2 ** 26 - 1],
    [2 ** 26 - 1, 5],
  ] as const) {
    expect(parted(joined(pair[0], pair[1]))).toEqual(pair);
  }
});
