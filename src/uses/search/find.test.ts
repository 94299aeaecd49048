import { expect, test } from 'vitest';
import { createReader } from '../reader';
import { deskOf } from '../testDesk';
import { stubModel, vocabularyOf } from '../testReader';
import { collectionOf } from './collection';
import { find, readAlone, tellingIn } from './find';

const vocabulary = vocabularyOf('un', '##seen', '##done', 'soup', 'law', 'the', 'stew');
const V = vocabulary.tokens.length;
const [SOUP, LAW, STEW] = [8, 9, 11] as const;
/** At every place the token that stands there, nearly for sure; at “soup” as likely “stew”. */
const { model } = stubModel({
  vocabulary,
  logits: (ids, place) =>
    Array.from({ length: V }, (_, v) =>
      v === ids[place] || (ids[place] === SOUP && v === STEW) ? 10 : 0,
    ),
});
const reader = createReader(model, vocabulary);
const desk = deskOf(reader, {
  isOwn: true,
  sentences: [
    ...['The unseen soup.', 'The undone law.'],
    ...Array.from({ length: 12 }, (_, i) => `The${' the'.repeat(i)}`),
  ],
});
const collection = await collectionOf(desk);
const first = async (query: string) => (await find(reader, collection, [reader.encode(query)]))[0]!;
const weightIn = ({ expansion }: Awaited<ReturnType<typeof first>>, id: number) =>
  expansion.values[expansion.columns.indexOf(id)] ?? 0;

test('a word is read where it stands, all of its pieces', async () => {
  const found = await first('unseen');
  expect(weightIn(found, SOUP)).toBeGreaterThan(0.1);
  expect(weightIn(found, LAW)).toBeLessThan(0.01);
  expect(found.scores[0]).toBeCloseTo(1, 5);
});

test('each telling word of a query has equal weight, and says which columns are its own', async () => {
  const { expansion, scores } = await first('the unseen undone');
  expect(scores[0]).toBeCloseTo(scores[1]!, 5);
  const by = (id: number) => expansion.words[expansion.columns.indexOf(id)];
  expect(by(SOUP)).toBe(1);
  expect(by(LAW)).toBe(2);
});

test('a query of which no word stands anywhere is read by itself, among others too', async () => {
  const queries = ['unseen', 'stew', 'undone'].map((text) => reader.encode(text));
  const found = await find(reader, collection, queries);
  const [alone] = await readAlone(reader, collection, [queries[1]!]);
  expect(found[1]).toEqual(alone);
  // “soup” is read as “stew”, too.
  expect(found[1]!.scores[0]).toBeGreaterThan(found[1]!.scores[1]! + 0.1);
  expect(found[2]!.scores[1]).toBeCloseTo(1, 5);
});

test('common and unknown words tell nothing', () => {
  const words = tellingIn(collection, reader.encode('The zebra, unseen.'));
  expect(words.map(({ text }) => text)).toEqual(['unseen']);
});
