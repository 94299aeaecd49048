import { expect, it } from 'vitest';
import { measure } from './exam';
import type { Sitting } from './use';

const sitting = (model: number[], rival: number[]): Sitting => ({
  ...{ id: 'hits', title: 'Hits', chance: 0.5, ceiling: 1 },
  rows: [
    { who: 'model', name: 'This model', scores: model },
    { who: 'rival', name: 'A rival', scores: Uint8Array.from(rival) },
  ],
});

it('gives means over items and seeds, and the lead item by item', () => {
  const [one] = measure([
    [sitting([1, 1, 1, 0], [0, 1, 0, 0])],
    [sitting([1, 1, 1, 1], [1, 0, 0, 0])],
  ]);
  expect(one).toMatchObject({ id: 'hits', chance: 0.5, ceiling: 1, items: 4, seeds: 2 });
  const [model, rival] = one!.standings;
  expect(model).toMatchObject({ who: 'model', name: 'This model' });
  expect(model!.lead).toBeUndefined();
  expect(model!.interval.mean).toBeCloseTo(7 / 8, 12);
  expect(rival!.interval.mean).toBeCloseTo(2 / 8, 12);
  expect(rival!.lead!.mean).toBeCloseTo(5 / 8, 12);
  for (const { interval } of one!.standings) {
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeLessThanOrEqual(1);
    expect(interval.low).toBeLessThan(interval.mean);
  }
});

it('pairs: a rival that is as much worse at every item is surely worse, however hard the items differ', () => {
  const hard = Array.from({ length: 40 }, (_, i) => i / 40);
  const [one] = measure(
    [
      [
        sitting(
          hard.map((x) => x + 0.01),
          [],
        ),
      ],
    ].map(([s]) => [
      { ...s!, rows: [s!.rows[0]!, { who: 'rival', name: 'A rival', scores: hard }] },
    ]),
  );
  const { lead, interval } = one!.standings[1]!;
  expect(lead!.low).toBeGreaterThan(0.009);
  expect(interval.high - interval.low).toBeGreaterThan(0.1);
});

it('measures several sittings, each by itself, and refuses unlike ones', () => {
  const two = measure([[sitting([1, 0], [0, 0]), { ...sitting([1, 1], [1, 1]), id: 'place' }]]);
  expect(two.map(({ id, standings }) => [id, standings[0]!.interval.mean])).toEqual([
    ['hits', 0.5],
    ['place', 1],
  ]);
  expect(() => measure([[sitting([1, 0], [0])]])).toThrow('pairedBootstrap');
});
