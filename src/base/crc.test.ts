import { expect, it } from 'vitest';
import { crc32 } from './crc';

it('has the check value of the catalogue of CRCs', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
