import { expect, test } from 'vitest';
import { tellingWords } from './tellingWords';

test('leaves out signs, and the words of more than a tenth of the sentences, but not of ten', () => {
  const sentences = [
    ...Array.from({ length: 11 }, (_, i) => `The rare word${i}, often.`),
    ...Array.from({ length: 12 }, () => 'The common thing.'),
    ...Array.from({ length: 87 }, () => 'The end!'),
  ];
  const words = tellingWords(sentences);
  expect(words('The RARE, common word3.')).toEqual(['rare', 'word3']);
  expect(tellingWords(sentences.slice(0, 10))('The rare thing?')).toEqual(['the', 'rare', 'thing']);
});
