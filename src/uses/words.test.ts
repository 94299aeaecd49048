import { expect, test } from 'vitest';
import { createReader } from './reader';
import { stubModel, vocabularyOf } from './testReader';
import { isKnown, isWordy, leftOut, quotedAll, quotedSome, unknownWords } from './words';

const vocabulary = vocabularyOf('a', 'b', 'un', '##seen', '.');
const reader = createReader(stubModel({ vocabulary }).model, vocabulary);
const encoded = reader.encode('a unseen zebra b.');

test('tells words from signs, and known ones from unknown', () => {
  expect(encoded.words.map(isWordy)).toEqual([true, true, true, true, false]);
  expect(encoded.words.map((word) => isKnown(encoded, word))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

test('names words that were never read, each once', () => {
  const unknown = unknownWords(encoded, reader.encode('Zebra, b yak!'));
  expect(unknown).toEqual(['zebra', 'Zebra', ',', 'yak', '!']);
  expect(quotedSome(unknown)).toBe('“zebra”, “,”, “yak” and 1 more');
  expect(quotedSome([])).toBe('');
  expect(quotedAll(['a', 'b', 'x'.repeat(50)], 'or')).toBe(`“a”, “b” or “${'x'.repeat(40)}…”`);
});

test('leaves a word out with all of its tokens, and the words after it move up', () => {
  const without = leftOut(encoded, encoded.words[1]!);
  const expected = reader.encode('a zebra b.');
  expect(without.ids).toEqual(expected.ids);
  expect(without.types).toEqual(expected.types);
  expect(without.words).toEqual(expected.words);
});
