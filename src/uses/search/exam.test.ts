import { expect, test } from 'vitest';
import { key, permutation } from '../../base/random';
import { wordsOf } from '../material';
import { averagePrecision } from '../score/ranking';
import { collectionOf } from './collection';
import { randomPrecision, spoiltQueries } from './exam';
import { find } from './find';
import { drawQueries } from './sentences';
import { topicDesk } from './testTopics';

test('chance is what random orders come to', () => {
  // Two texts, one right: first or second, so 1 or 1/2.
  expect(randomPrecision(2, 1)).toBeCloseTo(0.75, 12);
  let sum = 0;
  const DRAWS = 4000;
  for (let i = 0; i < DRAWS; i++) {
    sum += averagePrecision(permutation(key(7, i), 12), (d) => d < 3) / DRAWS;
  }
  // The standard error of 4000 draws is .003.
  expect(randomPrecision(12, 3)).toBeCloseTo(sum, 1.8);
});

test('a spoilt sentence keeps half of its words, in order, and belongs to a sentence of six words', () => {
  const sentences = ['Too short.', ...'abcdefghij'].map((c) =>
    c.length > 1 ? c : `${c}1 ${c}2 ${c}3, ${c}4 ${c}5 ${c}6 ${c}7.`,
  );
  const items = spoiltQueries(sentences, 5);
  expect(items).toHaveLength(5);
  expect(new Set(items.map(({ at }) => at)).size).toBe(5);
  for (const { text, at } of items) {
    const own = wordsOf(sentences[at]!);
    const kept = wordsOf(text).filter((word) => own.includes(word));
    expect(kept.length).toBeGreaterThanOrEqual(4);
    expect(kept.length).toBeLessThan(7);
    expect(kept).toEqual(kept.toSorted());
  }
});

test('a model that knows the topics finds what BM25 does not', async () => {
  const desk = topicDesk();
  const collection = await collectionOf(desk);
  const queries = drawQueries(7, 20);
  const found = await find(
    desk.reader,
    collection,
    queries.map(({ text }) => desk.reader.encode(text)),
  );
  const mean = (scoresOf: (i: number) => ArrayLike<number>) =>
    queries.reduce(
      (sum, { topic }, i) =>
        sum + averagePrecision(scoresOf(i), (d) => collection.topics![d] === topic) / 20,
      0,
    );
  expect(mean((i) => found[i]!.scores)).toBeGreaterThan(0.9);
  const bm25 = mean((i) => collection.bm25.scores(collection.wordsOf(queries[i]!.text)));
  expect(bm25).toBeGreaterThan(0.5);
  expect(bm25).toBeLessThan(0.75);
});
