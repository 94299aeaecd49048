import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { type Shown, show, testApp } from '../testPage';
import { FiguresTable, ROWS } from './FiguresTable';

let page: Shown;
afterEach(() => page.end());

const point = (step: number) => ({ step, loss: 2, learningRate: 0, gradNorm: 1 });
const sat = (step: number) => ({ step, loss: 3, accuracy: 0.5, context: 'both' as const });
const rows = () => [...document.querySelectorAll('tbody tr')];
const steps = () => rows().map((row) => Number(row.querySelector('th')!.textContent));

it('has no rows while it is folded, then the newest, and the earlier ones when asked', async () => {
  const all = Array.from({ length: ROWS + 3 }, (_, step) => step);
  const figures = <FiguresTable train={all.map(point)} evals={all.map(sat)} step={ROWS + 3} />;
  page = await show(testApp(), figures);
  const fold = document.querySelector('details')!;
  const turn = (open: boolean) =>
    act(async () => {
      const turned = new Promise((resolve) =>
        fold.addEventListener('toggle', resolve, { once: true }),
      );
      fold.open = open;
      await turned;
    });
  expect(rows()).toEqual([]);
  await turn(true);
  expect(steps()).toEqual(all.slice(3));
  expect(rows()[0]!.ariaRowIndex).toBe('5'); // the head is the first
  expect(document.querySelector('table')!.getAttribute('aria-rowcount')).toBe(`${all.length + 1}`);
  await page.press('Show more (3 earlier rows left)');
  expect(steps()).toEqual(all);
  await turn(false);
  expect(rows()).toEqual([]);
});
