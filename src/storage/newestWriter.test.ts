import { expect, it } from 'vitest';
import { createNewestWriter } from './newestWriter';

/** A writer whose writes end when the test says so. */
function setUp() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const writer = createNewestWriter(
    (value: string) =>
      new Promise<string>((resolve) => {
        begun.push(value);
        ends.push(() => resolve(`${value} is written`));
      }),
  );
  const end = async (n: number) => {
    ends[n]!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { ...writer, begun, end };
}

it('writes one value at a time, and of those that wait only the newest', async () => {
  const { save, begun, end } = setUp();
  const first = save('a');
  const second = save('b');
  const third = save('c');
  expect(begun).toEqual(['a']);
  await end(0);
  expect(begun).toEqual(['a', 'c']);
  await end(1);
  expect(await Promise.all([first, second, third])).toEqual([
    'a is written',
    'c is written',
    'c is written',
  ]);
});

it('has a later value wait for the write that a flush began, not for the one before it', async () => {
  const { save, flush, begun, end } = setUp();
  void save('a');
  void save('b');
  flush();
  expect(begun).toEqual(['a', 'b']);
  await end(0);
  void save('c');
  expect(begun).toEqual(['a', 'b']);
  await end(1);
  expect(begun).toEqual(['a', 'b', 'c']);
});
