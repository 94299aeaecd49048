import { expect, test } from 'vitest';
import { createReader } from '../reader';
import { sparseDot } from '../rivals/tfIdf';
import { stubModel, vocabularyOf } from '../testReader';
import { expansionParts, expansions, merged } from './expansion';

const vocabulary = vocabularyOf('soup', 'stew', 'law', 'case');
const [SOUP, STEW, LAW, CASE] = [5, 6, 7, 8] as const;
/** Which words the model would say in place of each, with which probability. */
const SAYS: Record<number, Record<number, number>> = {
  [SOUP]: { [SOUP]: 0.6, [STEW]: 0.3 },
  [STEW]: { [STEW]: 0.5, [SOUP]: 0.4 },
  [LAW]: { [LAW]: 0.8, [CASE]: 0.1 },
};
const { model } = stubModel({
  vocabulary,
  logits(ids, place) {
    const p = Array.from({ length: 9 }, (_, v) => SAYS[ids[place]!]?.[v] ?? 0);
    const rest = 1 - p.reduce((a, b) => a + b, 0);
    // The rest goes to [UNK], which may not become a part of a text.
    return p.map((x, v) => Math.log(v === 1 ? rest : x + 1e-12));
  },
});
const reader = createReader(model, vocabulary);
const weights = (id: number) => (id === LAW ? 2 : 1);

test('keeps each token’s highest weighted probability, the word that says it, and length 1', async () => {
  const [both, none] = await expansions(
    reader,
    [reader.encode('soup stew law'), reader.encode('')],
    weights,
  );
  const at = (id: number) => both!.columns.indexOf(id);
  const length = Math.hypot(0.6, 0.5, 1.6, 0.1);
  expect(both!.values[at(SOUP)]).toBeCloseTo(0.6 / length, 5);
  expect(both!.values[at(STEW)]).toBeCloseTo(0.5 / length, 5);
  expect(both!.values[at(LAW)]).toBeCloseTo(1.6 / length, 5);
  expect([SOUP, STEW, LAW, CASE].map((id) => both!.words[at(id)])).toEqual([0, 1, 2, 2]);
  expect(at(1)).toBe(-1);
  expect(none!.columns).toHaveLength(0);
});

test('texts without a common word meet, and the parts of their words add up to the cosine', async () => {
  const texts = [reader.encode('soup law'), reader.encode('stew')];
  const [a, b] = await expansions(reader, texts, weights);
  const cosine = sparseDot(a!, b!);
  const expected = (0.6 * 0.4 + 0.3 * 0.5) / Math.hypot(0.6, 0.3, 1.6, 0.1) / Math.hypot(0.4, 0.5);
  expect(cosine).toBeCloseTo(expected, 5);
  const [ofA, ofB] = expansionParts(a!, b!, [2, 1]);
  expect(ofA[0]).toBeCloseTo(cosine, 8);
  expect(ofA[1]).toBeCloseTo(0, 8);
  expect(ofB[0]).toBeCloseTo(cosine, 8);
});

test('merges expansions into their mean, of length 1 and said by one word', async () => {
  const [a, b] = await expansions(reader, [reader.encode('soup'), reader.encode('law')], weights);
  const { columns, values, words } = merged([a!, b!], 3);
  expect([...columns]).toEqual([SOUP, STEW, LAW, CASE]);
  // Both had length 1 and nothing in common.
  const half = Math.SQRT1_2;
  expect(values[0]).toBeCloseTo((half * 0.6) / Math.hypot(0.6, 0.3), 5);
  expect(values[2]).toBeCloseTo((half * 1.6) / Math.hypot(1.6, 0.1), 5);
  expect([...words]).toEqual([3, 3, 3, 3]);
  expect(merged([], 0).columns).toHaveLength(0);
  const each = merged([merged([a!], 1), merged([b!, b!, a!], 4)]);
  expect([...each.columns]).toEqual([SOUP, STEW, LAW, CASE]);
  // Of the first all is soup, of the second a third.
  expect([...each.words]).toEqual([1, 1, 4, 4]);
});
