import { expect, it } from 'vitest';
import { hasLongWord } from './longWord';

it('finds a word of thousands of letters, and no sentence or list', () => {
  expect(hasLongWord('x'.repeat(90_000))).toBe(true);
  expect(hasLongWord(`It rains. ${'0f'.repeat(1000)}, it pours.`)).toBe(true);
  for (const between of [' ', '\n', '\t', '\r\n']) {
    expect(hasLongWord(`${'x'.repeat(1999)}${between}`.repeat(50))).toBe(false);
  }
  expect(hasLongWord('')).toBe(false);
});
