import { expect, it } from 'vitest';
import { framed, framedLength, roomFor } from './framing';

it('puts a text between [CLS] and [SEP]', () => {
  expect(framed([7, 8])).toEqual(Int32Array.of(2, 7, 8, 3));
  expect(framed(Uint16Array.of())).toEqual(Int32Array.of(2, 3));
});

it('knows how much text fits, and how long a framed text is', () => {
  expect(roomFor(32)).toBe(30);
  expect(framedLength(30)).toBe(32);
});
