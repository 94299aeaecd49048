import { expect, it } from 'vitest';
import { trainCoOccurrence } from './coOccurrence';

const words = (text: string) => text.split(' ');

it('counts which words stand in one sentence', () => {
  const { logProbability } = trainCoOccurrence(
    ['ripe pear', 'ripe plum pear', 'rusty saw'].map(words),
  );
  // Seven words, five of them different; beside "pear" stand "ripe" twice and "plum" once.
  const own = (2 + 0.1) / (7 + 0.5);
  expect(logProbability('pear', [])).toBeCloseTo(Math.log(own), 12);
  expect(logProbability('pear', words('ripe saw'))).toBeCloseTo(
    Math.log(own * ((2 + 0.1) / (3 + 0.5)) * ((0 + 0.1) / (3 + 0.5))),
    12,
  );
  // Order does not matter, and what was never read has an equal share for every word.
  expect(logProbability('pear', words('saw ripe'))).toBe(logProbability('pear', words('ripe saw')));
  expect(logProbability('kettle', ['ripe'])).toBeCloseTo(Math.log((0.1 / 7.5) * (1 / 5)), 12);
});
