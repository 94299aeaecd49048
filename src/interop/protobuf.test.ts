import { expect, it } from 'vitest';
import { joined } from './parts';
import { bytes, double, type Encoded, embedded, float, int, message, text } from './protobuf';

const hex = ({ parts, length }: Encoded) => {
  const whole = joined(parts);
  expect(whole).toHaveLength(length);
  return Buffer.from(whole).toString('hex');
};

it('writes fields as protobuf’s guide to encoding shows them', () => {
  expect(hex(int(1, 150))).toBe('089601');
  expect(hex(int(1, -2))).toBe('08feffffffffffffffff01');
  expect(hex(int(16, 2 ** 53))).toBe('800180808080808080' + '10');
  expect(hex(text(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(embedded(3, int(1, 150)))).toBe('1a03089601');
  expect(hex(float(5, 1.5))).toBe('2d0000c03f');
  expect(hex(double(4, -2))).toBe('2100000000000000c0');
  expect(hex(message())).toBe('');
});

it('keeps long bytes as they are, without a copy', () => {
  const weights = new Uint8Array(300);
  const { parts, length } = embedded(7, message(int(1, 1), bytes(9, weights)));
  expect(length).toBe(3 + 2 + 3 + 300);
  expect(parts.some((part) => part === weights)).toBe(true);
});
