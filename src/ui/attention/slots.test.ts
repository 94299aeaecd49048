import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slotOf, slotsFor } from './slots';

it('has a mark for each moment, and one for each that is still to come', () => {
  expect(slotsFor(2, 3, 9)).toEqual([0, 1, undefined, undefined, undefined]);
  expect(slotsFor(0, 2, 9)).toEqual([undefined, undefined]);
  expect(slotsFor(5, 0, 3)).toEqual([0, 2, 4]);
});

it('never has too many, and shows the first and the newest moment', () => {
  const moreThanNone = fc.integer({ min: 1, max: 300 });
  const marks = fc.integer({ min: 3, max: 90 });
  fc.assert(
    fc.property(moreThanNone, fc.nat(300), marks, (moments, ahead, most) => {
      const slots = slotsFor(moments, ahead, most);
      const filled = slots.filter((slot) => slot !== undefined);
      expect(slots).toHaveLength(Math.min(most, moments + ahead));
      expect(filled[0]).toBe(0);
      expect(filled.at(-1)).toBe(moments - 1);
      expect(filled).toEqual([...new Set(filled)].sort((a, b) => a - b));
      expect(slots.slice(0, filled.length)).toEqual(filled); // those to come stand last
    }),
  );
});

it('finds the mark of a moment, or the nearest', () => {
  const slots = [0, 4, 8, undefined];
  expect([0, 1, 3, 4, 7, 8].map((at) => slotOf(slots, at))).toEqual([0, 0, 1, 1, 2, 2]);
});
