import { expect, test } from 'vitest';
import type { Reader } from './reader';
import { remembered } from './remembered';
import { deskOf } from './testDesk';

/** Each time another reader, of the same model. */
const desk = (model: object, ...sentences: string[]) => deskOf({ model } as Reader, { sentences });

test('makes it once for a model and its sentences, and again for others', async () => {
  let made = 0;
  const get = remembered(async () => ++made);
  const [a, b] = [{}, {}];
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
  const model = {};
  await expect(get(desk(model))).rejects.toThrow('broken off');
  expect(await get(desk(model))).toBe(2);
});
