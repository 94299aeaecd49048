import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAscending, loadAscending, storeAscending } from './ascending';

const steps = fc.array(
  fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 300 }), fc.nat({ max: 2 ** 24 })),
  { maxLength: 400 },
);

const noted = fc.constantFrom(undefined, 0, 1, 4);

function listOf(values: Iterable<number>, noted?: number) {
  const list = createAscending(noted);
  for (const value of values) list.push(value);
  return list;
}

it('reads what was put in, in any order, from a Blob too', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(fc.nat({ max: 410 })),
      noted,
      async (differences, places, n) => {
        let last = 0;
        const values = differences.map((step) => (last += step));
        const made = listOf(values, n);
        for (const list of [made, await loadAscending(storeAscending(made), n)]) {
          expect(places.map((i) => list.at(i))).toEqual(places.map((i) => values[i]));
          expect([...list]).toEqual(values);
          expect([list.length, list.at(-1)]).toEqual([values.length, values.at(-1)]);
        }
      },
    ),
  );
});

it('goes on where another read and added in between, across parts', () => {
  const list = createAscending();
  const valueAt = (i: number) => 500 * i;
  let wrong = 0;
  for (let i = 0; i < 100_000; i++) {
    list.push(valueAt(i));
    for (const j of [i, i >> 1, i - (i % 64)]) if (list.at(j) !== valueAt(j)) wrong++;
  }
  expect(wrong).toBe(0);
});

it('holds the largest numbers, and refuses one that is smaller than the last', () => {
  const list = listOf([0, 2 ** 31 - 1, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32 - 1]);
  for (let i = 0; i < 100; i++) list.push(2 ** 32 - 1);
  expect([...list].slice(0, 6)).toEqual([
    0,
    2 ** 31 - 1,
    2 ** 32 - 2,
    ...Array(3).fill(2 ** 32 - 1),
  ]);
  expect(() => list.push(5)).toThrow('5 cannot follow 4294967295');
  expect(() => createAscending().push(2 ** 31)).toThrow('cannot follow 0');
});
