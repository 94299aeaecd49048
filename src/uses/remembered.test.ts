import { expect, test } from 'vitest';
import type { Reader } from './reader';
import { remembered } from './remembered';
import type { Desk } from './use';

const desk = (reader: Reader, ...sentences: string[]) => ({ reader, sentences }) as unknown as Desk;

test('makes it once for a model and its sentences, and again for others', async () => {
  let made = 0;
  const get = remembered(async () => ++made);
  const [a, b] = [{}, {}] as [Reader, Reader];
  expect(await get(desk(a, 'x'))).toBe(1);
  expect(await get(desk(a, 'x'))).toBe(1);
  expect(await get(desk(b, 'x'))).toBe(2);
  expect(await get(desk(a, 'y'))).toBe(3);
  expect(await get(desk(a, 'y', 'z'))).toBe(4);
});

test('begins anew after a failure', async () => {
  let made = 0;
  const get = remembered(async () => {
    if (++made === 1) throw new Error('broken off');
    return made;
  });
  const reader = {} as Reader;
  await expect(get(desk(reader))).rejects.toThrow('broken off');
  expect(await get(desk(reader))).toBe(2);
});
