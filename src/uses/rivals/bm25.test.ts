import { expect, test } from 'vitest';
import { createBm25 } from './bm25';
import { DOCUMENTS } from './testDocuments';

const bm25 = createBm25(DOCUMENTS);
const QUERY = ['drinks', 'milk', 'the', 'unknown'];

test('scores are those of the formula, written out with NumPy', () => {
  const expected = [
    2.085827674496074, 0.9923008452140163, 2.0613137895525946, 0.32506745514048807,
    0.23431518454132974, 0.23431518454132974,
  ];
  bm25.scores(QUERY).forEach((score, d) => {
    expect(score).toBeCloseTo(expected[d]!, 12);
  });
});

test('a score is the sum of its words’ parts, and an unknown word has none', () => {
  const parts = bm25.parts(QUERY, 2);
  expect(parts.reduce((a, b) => a + b)).toBeCloseTo(bm25.scores(QUERY)[2]!, 12);
  expect([...parts].map((part) => part > 0)).toEqual([true, true, false, false]);
});

test('k1 0 forgets how often a word comes, and b 0 how long a document is', () => {
  const plain = createBm25(DOCUMENTS, { k1: 0, b: 0 }).scores(['milk']);
  expect(plain[2]).toBe(plain[0]);
  expect(plain[0]).toBeCloseTo(Math.log(1 + 4.5 / 2.5), 12);
});
