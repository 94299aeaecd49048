import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBits } from './bits';

it('gives back what was put in, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1 }), { maxLength: 400 }), (values) => {
      const bits = createBits();
      for (const value of values) bits.push(value);
      expect(bits.length).toBe(values.length);
      expect([...bits]).toEqual(values);
      expect(values.map((_, i) => bits.at(values.length - 1 - i))).toEqual(values.toReversed());
    }),
  );
});
