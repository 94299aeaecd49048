import { expect, it } from 'vitest';
import { createNumbers } from './numbers';

it('becomes an array of what was pushed, across parts, and is empty then', () => {
  const list = createNumbers(32);
  const length = 150_000;
  for (let i = 0; i < length; i++) list.push(i * 7);
  expect([list.length, list.at(0), list.at(65_536), list.at(length - 1)]).toEqual([
    ...[length, 0, 7 * 65_536, 7 * (length - 1)],
  ]);
  const all = list.take();
  expect(all).toBeInstanceOf(Uint32Array);
  expect(all.length).toBe(length);
  expect(all.findIndex((value, i) => value !== i * 7)).toBe(-1);
  expect(list.length).toBe(0);
  list.push(9);
  expect([...list.take()]).toEqual([9]);
  list.push(3);
  list.increase(0, 4);
  expect([list.length, list.at(0)]).toEqual([1, 7]);
  list.release();
  expect([...list.take()]).toEqual([]);
});

it('keeps as many bits as it is made for', () => {
  const eight = createNumbers(8);
  const sixteen = createNumbers(16);
  for (const list of [eight, sixteen]) for (const value of [255, 3]) list.push(value);
  expect([eight.take(), sixteen.take()]).toEqual([Uint8Array.of(255, 3), Uint16Array.of(255, 3)]);
});
