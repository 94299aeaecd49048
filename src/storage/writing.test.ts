import { expect, it } from 'vitest';
import { watchWriting, writing } from './writing';

it('is reported from the start of the first write to the end of the last, even if that fails', async () => {
  const told: boolean[] = [];
  const end = watchWriting((isWriting) => told.push(isWriting));
  let succeed = (_: number) => {};
  let fail = (_: Error) => {};
  const first = writing(new Promise<number>((resolve) => (succeed = resolve)));
  const second = writing(new Promise<number>((_, reject) => (fail = reject)));
  expect(told).toEqual([false, true]);
  succeed(7);
  expect(await first).toBe(7);
  expect(told).toEqual([false, true]);
  fail(new Error('no room'));
  await expect(second).rejects.toThrow('no room');
  expect(told).toEqual([false, true, false]);
  end();
  await writing(Promise.resolve());
  expect(told).toHaveLength(3);
});
