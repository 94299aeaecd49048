import { expect, test } from 'vitest';
import { createBm25 } from './bm25';
import { withFeedback } from './feedback';
import { DOCUMENTS } from './testDocuments';

const bm25 = createBm25(DOCUMENTS);

test('the words of the best documents join the query, by their share of them', () => {
  // “water” finds one document: the, dog, drinks, water join it whole.
  const expected = bm25.scores(['water', 'the', 'dog', 'drinks', 'water']);
  withFeedback(bm25, DOCUMENTS, ['water']).forEach((score, d) => {
    expect(score).toBeCloseTo(expected[d]!, 12);
  });
  // “milk” finds two, which both have it; “cat” and “kitten” are rarer, but each is in one of them only.
  const milk = bm25.scores(['milk', 'milk']);
  withFeedback(bm25, DOCUMENTS, ['milk'], { words: 1 }).forEach((score, d) => {
    expect(score).toBeCloseTo(milk[d]!, 12);
  });
  expect(withFeedback(bm25, DOCUMENTS, ['milk'])[1]).toBeGreaterThan(0);
});

test('a query that finds nothing stays so', () => {
  expect(withFeedback(bm25, DOCUMENTS, ['unknown'])).toEqual(new Float64Array(6));
});
