import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBits, createBits } from './bits';

it('gives back what was put in, in any order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 2),
      fc.array(fc.nat({ max: 3 }), { maxLength: 400 }),
      (n, all) => {
        const values = all.map((value) => value & n);
        const bits = createBits(n as 1 | 2);
        for (const value of values) bits.push(value);
        expect(bits.length).toBe(values.length);
        expect([...bits]).toEqual(values);
        expect(values.map((_, i) => bits.at(values.length - 1 - i))).toEqual(values.toReversed());
      },
    ),
  );
});

it('begins with zeros, and sets bits one after another', () => {
  const bits = createBits(2, 70);
  bits.set(69, 1);
  bits.set(69, 2);
  bits.set(3, 2);
  bits.push(1);
  expect([...bits]).toEqual([0, 0, 0, 2, ...Array(65).fill(0), 3, 1]);
});

it('counts the ones of 32 bits, of negative numbers too', () => {
  const ones = (word: number) => (word >>> 0).toString(2).replaceAll('0', '').length;
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (word) => {
      expect(countBits(word)).toBe(ones(word));
    }),
  );
});
