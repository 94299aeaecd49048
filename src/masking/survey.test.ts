import { expect, it } from 'vitest';
import { key } from '../base/random';
import { surveyMasks } from './survey';

const settings = {
  mlmProbability: 0.3,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token' as 'token' | 'word',
  randomByFrequency: false,
};
const wordIds = Array.from({ length: 60 }, (_, i) => Math.floor(i / 2));
const unit = { ids: new Int32Array(60).fill(9), wordIds, phraseIds: wordIds };
const survey = (maskStrategy: 'token' | 'word', draws = 400) =>
  surveyMasks(
    [unit],
    { settings: { ...settings, maskStrategy }, vocabSize: 20, counts: [] },
    draws,
    (draw, u) => key(draw, u),
  )!;

it('counts what theory says of tokens drawn alone', () => {
  const { ratios, hidden, swapped, kept, wordsTouched, meanRun } = survey('token');
  expect(ratios).toHaveLength(400);
  // 60 · 0.3 = 18 in every draw
  for (const ratio of ratios) expect(ratio).toBeCloseTo(0.3, 10);
  const asked = 18 * 400;
  const near = (value: number, p: number) =>
    expect(Math.abs(value - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / asked));
  near(hidden, 0.8);
  near(swapped, 0.1);
  near(kept, 0.1);
  expect(hidden + swapped + kept).toBeCloseTo(1, 10);
  // A word of two is missed with 42/60 · 41/59; a run begins where the one before is not asked.
  expect(Math.abs(wordsTouched - (1 - (42 * 41) / (60 * 59)))).toBeLessThan(0.01);
  expect(Math.abs(meanRun - 18 / (18 - (59 * 18 * 17) / (60 * 59)))).toBeLessThan(0.03);
});

it('of whole words: half as many words, twice as long runs at least', () => {
  const { wordsTouched, meanRun } = survey('word');
  expect(wordsTouched).toBeCloseTo(0.3, 10);
  expect(meanRun).toBeGreaterThan(2);
});

it('of nothing to ask there is none', () => {
  const special = { ids: Int32Array.of(1, 1), wordIds: [0, 1], phraseIds: [0, 1] };
  const of = { settings, vocabSize: 20, counts: [] };
  expect(surveyMasks([special], of, 5, (d) => key(d))).toBeUndefined();
});
