import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPairHeap } from './pairHeap';

it('gives the most frequent first, then the smaller key, in whatever order they came', () => {
  const entry = fc.tuple(fc.nat(50), fc.nat(9));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 80 }), (entries) => {
      const heap = createPairHeap();
      for (const [pairKey, count] of entries) heap.push(pairKey, count);
      const out: [number, number][] = [];
      for (let top = heap.pop(); top >= 0; top = heap.pop()) out.push([top, heap.poppedCount]);
      expect(out).toEqual([...entries].sort((a, b) => b[1] - a[1] || a[0] - b[0]));
      expect(heap.size).toBe(0);
      expect(heap.pop()).toBe(-1);
    }),
  );
});
