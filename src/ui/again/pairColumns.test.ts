import { expect, it } from 'vitest';
import { pairColumns } from './pairColumns';

it('sets two lists side by side, centred under each blank, as wide as they fit', () => {
  expect(pairColumns([400], 1000)).toEqual({
    present: { lefts: [144], width: 248 },
    earlier: { lefts: [408], width: 248 },
  });
  const two = pairColumns([300, 700], 800)!;
  expect(two.present.width).toBe(176);
  expect(two.present.lefts[1]! - two.earlier.lefts[0]!).toBeGreaterThanOrEqual(192);
});

it('says so where they do not fit', () => {
  expect(pairColumns([100, 300, 500], 800)).toBeUndefined();
});
