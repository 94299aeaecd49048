import { expect, it } from 'vitest';
import { decodeText } from './decode';

it.each([
  ['UTF-8', [0xc3, 0xa9, 0x21]],
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x21]],
  ['UTF-16, little end first', [0xff, 0xfe, 0xe9, 0, 0x21, 0]],
  ['UTF-16, big end first', [0xfe, 0xff, 0, 0xe9, 0, 0x21]],
])('reads %s', (_, bytes) => {
  expect(decodeText(Uint8Array.from(bytes))).toBe('é!');
});

it('reads an empty file', () => {
  expect(decodeText(new Uint8Array(0))).toBe('');
});
