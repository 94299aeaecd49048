import { expect, it } from 'vitest';
import { rowsByStep } from './rowsByStep';

it('joins the points of a step, and puts steps in their order', () => {
  const rows = rowsByStep([
    { id: 'a', points: [{ step: 20, loss: 2 }] },
    { id: 'b', points: [{ step: 5, loss: 3 }, { step: 20, loss: 1 }] }, // biome-ignore format: a line a run
  ]);
  expect(rows).toEqual([
    { step: 5, b: 3 },
    { step: 20, a: 2, b: 1 },
  ]);
});
