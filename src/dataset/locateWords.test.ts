import { expect, it } from 'vitest';
import { locateWords } from './locateWords';
import { sourceOf } from './testSource';

const SENTENCES = ['Ab cd. ', 'Efg h. ', ' Ij.'];
const locate = async (heldOut: number[], ...offsets: number[]) => {
  const found = await locateWords(sourceOf(SENTENCES, 12, heldOut).source, offsets);
  return offsets.map((_, i) => Array.from(found.slice(2 * i, 2 * i + 2)));
};

it('finds the tokens of the word that begins at each place', async () => {
  expect(await locate([0, 0, 0], 0, 3, 5, 7, 11, 15, 17)).toEqual([
    ...[
      [0, 2],
      [2, 4],
      [4, 5],
    ],
    ...[
      [5, 8],
      [8, 9],
    ],
    ...[
      [10, 12],
      [12, 13],
    ],
  ]);
});

it('finds none where no word begins, in a held-out sentence, or beyond the end', async () => {
  const none = [0, 0];
  const places = await locate([0, 1, 0], 1, 2, 7, 11, 14, 99, 3);
  expect(places).toEqual([none, none, none, none, none, none, [2, 4]]);
});
