import { expect, test } from 'vitest';
import { DOCUMENTS } from './testDocuments';
import { textRank } from './textRank';

test('scores solve the equations of the paper, as NumPy solved them', () => {
  const expected = [
    1.0547547514757787, 0.9193978454081752, 0.7537871878547457, 0.9677157636321879,
    1.2117743649268633, 1.0925700867022499,
  ];
  textRank(DOCUMENTS).forEach((score, i) => {
    expect(score).toBeCloseTo(expected[i]!, 8);
  });
});

test('a sentence that shares no word has what is left; sentences of one word and of none do no harm', () => {
  const scores = textRank([['a'], ['a'], [], ['b', 'c']]);
  expect(scores[0]).toBeCloseTo(1, 8);
  expect(scores[1]).toBeCloseTo(1, 8);
  expect(scores[2]).toBeCloseTo(0.15, 8);
  expect(scores[3]).toBeCloseTo(0.15, 8);
  expect(textRank([])).toHaveLength(0);
});
