import { expect, it } from 'vitest';
import { entriesByWord } from './terms';

const sentences = (text: string) => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);

it('explains each word in one or two whole sentences', () => {
  const wrong = entriesByWord().filter(
    ({ means }) => sentences(means).length > 2 || !/^[\p{Lu}].*\.$/u.test(means),
  );
  expect(wrong).toEqual([]);
});

it('has each word once, in the order of the alphabet', () => {
  const words = entriesByWord().map(({ word }) => word);
  expect(new Set(words).size).toBe(words.length);
  const between = ['batch', '[CLS]', 'head', '[MASK]', 'token'];
  expect(words.filter((word) => between.includes(word))).toEqual(between);
});
