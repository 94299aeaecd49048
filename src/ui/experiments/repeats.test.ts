import { expect, it } from 'vitest';
import { repeatsInWords } from './repeats';

it.each([
  [0, 'No sentence of the exam stands in the training part.'],
  [0.146, '15 % of the exam’s sentences also stand in the training part,'],
  [0.146, 'would not help with the other 85 %.'],
  [1, 'All sentences of the exam also stand in the training part,'],
])('says what repeats mean: %d', (share, words) => {
  expect(repeatsInWords(share)).toContain(words);
});
