import { expect, test } from 'vitest';
import { createReader } from '../reader';
import { deskOf } from '../testDesk';
import { stubModel, vocabularyOf } from '../testReader';
import { spaceOf } from './space';

test('rare words weigh most, and the centre is the mean of the sentences', async () => {
  const vocabulary = vocabularyOf('the', 'soup', 'law');
  const { model } = stubModel({
    vocabulary,
    state: (ids, place) => [5, 6, 7, 0].map((id) => (ids[place] === id ? 1 : 0)),
  });
  const reader = createReader(model, vocabulary);
  const sentences = ['the soup', 'the law', ...Array.from({ length: 18 }, () => 'the the')];
  const space = await spaceOf(deskOf(reader, { sentences }));
  const [soup] = await space.vectorsOf([reader.encode('the soup')]);
  expect(soup![1]).toBeGreaterThan(0.95);
  expect(soup![0]! + soup![1]!).toBeCloseTo(1, 6);
  expect(space.centre[1]).toBeCloseTo(soup![1]! / 20, 6);
  expect(['the', 'soup', '.'].map(space.tells)).toEqual([false, true, false]);
});
