import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMostFrequent } from './mostFrequent';

it('keeps the most frequent, and of equals those that sort first, however many come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer(), (room, seed) => {
      const entries = Array.from({ length: 20_000 }, (_, i) => {
        const mixed = Math.imul(i + 1, 2654435761) ^ seed;
        return [`w${i}`, (mixed >>> 3) % 1000] as const;
      });
      const kept = createMostFrequent(room);
      for (const entry of entries) kept.add(entry);
      const sorted = entries.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      expect(kept.words()).toEqual(sorted.slice(0, room).map(([word]) => word));
    }),
    { numRuns: 5 },
  );
});
