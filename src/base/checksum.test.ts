import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksum } from './checksum';

const numbers = fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 40 });

it('finds one flipped bit, wherever it is', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), fc.nat(31), (list, at, bit) => {
      const array = Float32Array.from(list);
      const before = checksum([array]);
      new Uint32Array(array.buffer)[at % array.length]! ^= 1 << bit;
      expect(checksum([array])).not.toBe(before);
    }),
    { seed: 1 },
  );
});

it('finds a lost end, also of zeros, and where one array ends and the next begins', () => {
  const zeros = new Float32Array(8);
  expect(checksum([zeros])).not.toBe(checksum([zeros.subarray(0, 7)]));
  const [a, b] = [Float32Array.of(1, 2, 3), Float32Array.of(4)];
  expect(checksum([a, b])).not.toBe(checksum([Float32Array.of(1, 2), Float32Array.of(3, 4)]));
});

it('is the same for a part of a longer buffer', () => {
  const whole = Float32Array.of(9, 1, 2, 9);
  expect(checksum([whole.subarray(1, 3)])).toBe(checksum([Float32Array.of(1, 2)]));
});
