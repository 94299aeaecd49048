import { expect, it } from 'vitest';
import { guessingAmong } from './guessing';

it.each([
  [1.71, 'like guessing among 5.5 words'],
  [0, 'like guessing among 1.0 words'],
  [2.31, 'like guessing among 10 words'],
  [4, 'like guessing among 55 words'],
  [6.93, 'like guessing among 1\u2009000 words'],
  [7.5, 'worse than a blind guess'],
])('says what a loss of %d means', (loss, words) => {
  expect(guessingAmong(loss, Math.log(1024))).toBe(words);
});
