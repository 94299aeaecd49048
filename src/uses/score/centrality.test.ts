import { expect, test } from 'vitest';
import { centralities, mostCentral } from './centrality';

test('is the mean cosine with the others, the centre taken away', () => {
  const vectors = [
    [2, 1],
    [1, 2],
    [1, 0],
  ];
  const scores = centralities(vectors, [1, 1]);
  // From the centre: right, up, down. Up and down are opposite, right stands upright on both.
  expect([...scores]).toEqual([0, -0.5, -0.5]);
  expect([...centralities([[1, 2]], [0, 0])]).toEqual([0]);
});

test('chooses the highest, in the order of the text', () => {
  expect(mostCentral([0.1, 0.9, 0.5, 0.9], 3)).toEqual([1, 2, 3]);
  expect(mostCentral([0.5, 0.5, 0.5], 2)).toEqual([0, 1]);
  expect(mostCentral([0.1], 4)).toEqual([0]);
});
