import { expect, it } from 'vitest';
import type { LabelCurve, Measured } from '../../../protocol/uses';
import { differenceOf, gainOverLabels, gainOverRows } from './pretraining';

const at = (mean: number, reach = 0.03) => ({ mean, low: mean - reach, high: mean + reach });

const curve = (model: readonly number[], scratch: readonly number[], labels = [20, 500]) =>
  ({
    ...{ id: 'c', title: 'Right', chance: 0.5, seeds: 5, labels },
    rows: [
      { who: 'bow', name: 'Bag of words', intervals: labels.map(() => at(0.99)) },
      { who: 'model', name: 'Fine-tuned', intervals: model.map((m) => at(m)) },
      { who: 'scratch', name: 'From scratch', intervals: scratch.map((m) => at(m)) },
    ],
  }) satisfies LabelCurve;

it.each([
  [
    curve([0.79, 0.97], [0.61, 0.96]),
    'With 20 labels pretraining gave 18 more of 100 right; with 500 the difference is within noise.',
  ],
  [
    curve([0.6, 0.8], [0.6, 0.97]),
    'With 20 labels the difference is within noise; with 500 pretraining gave 17 fewer of 100 right.',
  ],
  [curve([0.6, 0.97], [0.61, 0.96]), 'With 20 labels as with 500, the difference is within noise.'],
  [curve([0.9], [0.6], [50]), 'With 50 labels pretraining gave 30 more of 100 right.'],
])('says what pretraining gave with few labels and with many', (one, sentence) => {
  expect(gainOverLabels(one)).toBe(sentence);
});

it('compares with the untrained model where none was trained from scratch', () => {
  const one = curve([0.9], [0.6], [50]);
  const rows = one.rows.map((row) => (row.who === 'scratch' ? { ...row, who: 'untrained' } : row));
  expect(gainOverLabels({ ...one, rows })).toBe(
    'With 50 labels pretraining gave 30 more of 100 right.',
  );
});

it('says nothing where nothing began from random weights', () => {
  const one = curve([0.9, 0.9], [0.5, 0.5]);
  expect(gainOverLabels({ ...one, rows: one.rows.slice(0, 2) })).toBeUndefined();
});

it('adds the reaches of two intervals in squares', () => {
  const { mean, low, high } = differenceOf(
    { mean: 0.9, low: 0.87, high: 0.95 },
    { mean: 0.6, low: 0.48, high: 0.64 },
  );
  expect(mean).toBeCloseTo(0.3);
  expect(low).toBeCloseTo(0.3 - 0.05); // 0.03 below one and 0.04 above the other
  expect(high).toBeCloseTo(0.3 + 0.13); // 0.05 and 0.12
});

it('compares with random weights and with training from scratch where there are no labels', () => {
  const measured: Measured = {
    ...{ id: 'm', title: 'Right', items: 100, seeds: 5 },
    standings: [
      { who: 'model', name: 'The model', interval: at(0.94) },
      { who: 'lsa', name: 'LSA', interval: at(0.9), lead: at(0.04) },
      { who: 'untrained', name: 'Untrained', interval: at(0.3), lead: at(0.64) },
      { who: 'scratch', name: 'Scratch', interval: at(0.93), lead: at(0.01) },
    ],
  };
  expect(gainOverRows(measured)).toEqual([
    '.94 after reading, .30 with random weights: pretraining helped, beyond noise.',
    '.94 after reading, .93 trained from scratch: the difference is within noise.',
  ]);
});
