import { expect, it } from 'vitest';
import { isWorseThanBlind, wordsAmong } from './guessing';

it.each([
  [1.71, '5.5'],
  [0, '1.0'],
  [2.31, '10'],
  [4, '55'],
  [6.93, '1\u202f000'],
])('says among how many words a loss of %d is like choosing', (loss, words) => {
  expect(wordsAmong(loss)).toBe(words);
});

it('calls a loss worse than a blind guess only where it clearly is', () => {
  const knowsNothing = Math.log(1024);
  expect([6.93, 7, 7.5].map((loss) => isWorseThanBlind(loss, knowsNothing))).toEqual([
    ...[false, false, true],
  ]);
});
