import { expect, it } from 'vitest';
import { SPECIAL_TOKENS } from './vocabulary';
import { measureSize } from './vocabularySizes';

const vocabulary = {
  tokens: [...SPECIAL_TOKENS, 'a', 'b', '##a', '##b', 'ab', 'abab'],
  doLowerCase: true,
  stripAccents: false,
};
const measure = (vocabSize: number, wordCounts: ReadonlyMap<string, number>) => {
  const shares: number[] = [];
  const measuring = measureSize(vocabulary, vocabSize, wordCounts);
  let step = measuring.next();
  for (; !step.done; step = measuring.next()) shares.push(step.value);
  return { ...step.value, shares };
};

it('counts tokens and unknown words with the first tokens of a vocabulary', () => {
  const counts = new Map([
    ['abab', 3],
    ['b', 2],
    ['x', 5],
  ]);
  const all = (vocabSize: number) => {
    const { tokensPerWord, unknownShare } = measure(vocabSize, counts);
    return [tokensPerWord, unknownShare];
  };
  expect(all(11)).toEqual([1, 0.5]); // every word is one token
  expect(all(10)).toEqual([16 / 10, 5 / 16]); // ab ##a ##b
  expect(all(9)).toEqual([19 / 10, 5 / 19]); // a ##b ##a ##b
  expect(all(7)).toEqual([1, 0.8]);
  expect(measure(11, new Map())).toEqual({ tokensPerWord: 0, unknownShare: 0, shares: [] });
});

it('yields the share done after every 1024 words', () => {
  const many = new Map(Array.from({ length: 2560 }, (_, i) => [`w${i}`, 1]));
  expect(measure(11, many).shares).toEqual([0.4, 0.8]);
});
