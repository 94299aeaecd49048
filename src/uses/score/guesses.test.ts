import { expect, it } from 'vitest';
import { vocabularyOf } from '../testReader';
import { likeliest, suggestions } from './guesses';

const VOCABULARY = vocabularyOf('a', 'b', '##c', '[good]', '##', 'd');

it('suggests words only: no special token, no label, no piece that goes on with a word', () => {
  expect([...suggestions(VOCABULARY)]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]);
});

it('gives the likeliest of them, best first', () => {
  const p = [0.3, 0.1, 0, 0, 0.05, 0.1, 0.15, 0.1, 0.1, 0.02, 0.08];
  const logP = p.map(Math.log);
  expect(likeliest(logP, VOCABULARY, 2).map(({ text }) => text)).toEqual(['b', 'a']);
  const all = likeliest(logP, VOCABULARY, 9);
  expect(all.map(({ text }) => text)).toEqual(['b', 'a', 'd', '##']);
  expect(all[0]!.p).toBeCloseTo(0.15, 12);
});
