import { expect, it } from 'vitest';
import { trainAroundWords } from './aroundWords';

it('scores a word with all others as computed by hand', () => {
  const { score } = trainAroundWords(['a b', 'a b c'].map((text) => text.split(' ')));
  // Of 5 words a is 2; beside a stand b twice and c once. V is 3 and an unknown one.
  expect(score(['a', 'b'], 0)).toBeCloseTo(Math.log(3 / 9) + Math.log(3 / 7), 12);
  expect(score(['b', 'x', 'a'], 2)).toBeCloseTo(
    Math.log(3 / 9) + Math.log(3 / 7) + Math.log(1 / 7),
    12,
  );
  // Order does not count, and an unknown word has been beside nothing.
  expect(score(['c', 'b', 'a'], 2)).toBeCloseTo(score(['a', 'b', 'c'], 0), 12);
  expect(score(['x', 'a'], 0)).toBeCloseTo(Math.log(1 / 9) + Math.log(1 / 4), 12);
});
