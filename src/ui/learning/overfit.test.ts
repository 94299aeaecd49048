import { expect, it } from 'vitest';
import { overfitSince } from './overfit';

const curve = (...losses: number[]) =>
  losses.map((loss, i) => ({ step: 25 * i, loss, accuracy: 0, context: 'both' as const }));

it('finds the lowest held-out loss once it has clearly risen', () => {
  expect(overfitSince(curve(5, 4, 3.5, 3.6, 3.9))?.step).toBe(50);
});

it('says nothing of a curve that falls, wobbles or has not begun', () => {
  expect(overfitSince(curve(5, 4, 3.5))).toBeUndefined();
  expect(overfitSince(curve(5, 4, 3.5, 3.6))).toBeUndefined();
  expect(overfitSince([])).toBeUndefined();
});
