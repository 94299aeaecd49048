import { expect, it } from 'vitest';
import { createLongList } from './longList';

it('gives back what was put in, across parts, also once it is put aside', async () => {
  const list = createLongList();
  const length = (1 << 20) + 5;
  for (let i = 0; i < length; i++) list.push(i * 3);
  expect(list.length).toBe(length);
  expect(list.at((1 << 20) + 4)).toBe(((1 << 20) + 4) * 3);
  list.putAside();
  let i = 0;
  let wrong = 0;
  for await (const part of list.parts()) for (const value of part) if (value !== 3 * i++) wrong++;
  expect(wrong).toBe(0);
  expect(i).toBe(length);
});

it('may be empty', async () => {
  const list = createLongList();
  list.putAside();
  let parts = 0;
  for await (const part of list.parts()) parts += part.length;
  expect(parts).toBe(0);
});
