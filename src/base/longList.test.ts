import { expect, it } from 'vitest';
import { createLongList } from './longList';

const VALUES = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_152, 2 ** 31 - 1];

it('gives back what was put in, in any order, across parts', () => {
  const list = createLongList();
  const length = 200_000;
  const valueAt = (i: number) => VALUES[i % VALUES.length]! ^ (i & 1);
  for (let i = 0; i < length; i++) list.push(valueAt(i));
  expect(list.length).toBe(length);
  const orders = [
    (i: number) => i,
    (i: number) => length - 1 - i,
    (i: number) => (i * 7919) % length,
  ];
  for (const order of orders) {
    let wrong = 0;
    for (let i = 0; i < length; i++) if (list.at(order(i)) !== valueAt(order(i))) wrong++;
    expect(wrong).toBe(0);
  }
  expect([list.at(70), list.at(70), list.at(69)]).toEqual([70, 70, 69].map(valueAt));
});
