import { expect, it } from 'vitest';
import { key } from '../base/random';
import { surveyMasks } from './survey';

const settings = {
  mlmProbability: 0.3,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token' as 'token' | 'word' | 'hand',
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

it('counts shares, words and runs over all windows and draws', () => {
  // Chosen by hand and always hidden: nothing here is left to chance.
  const windowOf = (ids: number[], words: number[], byHand: number[]) => ({
    ...{ ids: Int32Array.from(ids), wordIds: words, phraseIds: words, byHand },
  });
  const windows = [
    windowOf([9, 5, 9, 1, 9, 9], [0, 0, 1, 2, 3, 4], [0, 1, 1, 0, 0, 1]),
    windowOf([9, 9, 9, 9, 9], [0, 0, 0, 1, 1], [1, 0, 1, 1, 0]),
  ];
  const hidden = {
    ...settings,
    maskStrategy: 'hand',
    maskReplaceProb: 1,
    randomReplaceProb: 0,
  } as const;
  const drawn: string[] = [];
  const seen = surveyMasks(
    windows,
    { settings: hidden, vocabSize: 20, counts: [] },
    2,
    (draw, w) => {
      drawn.push(`${draw} ${w}`);
      return draw;
    },
  );
  expect(drawn).toEqual(['0 0', '0 1', '1 0', '1 1']);
  expect(seen).toEqual({
    ratios: [6 / 10, 6 / 10], // of the ten tokens, without the special one
    ...{ hidden: 1, swapped: 0, kept: 0 },
    wordsTouched: 5 / 7,
    meanRun: 6 / 4,
  });
});

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
  // A word of two is missed with 42/60 · 41/59; a run begins where the one before is not masked.
  expect(Math.abs(wordsTouched - (1 - (42 * 41) / (60 * 59)))).toBeLessThan(0.01);
  expect(Math.abs(meanRun - 18 / (18 - (59 * 18 * 17) / (60 * 59)))).toBeLessThan(0.03);
});

it('finds half as many words masked, and longer runs, where whole words are drawn', () => {
  const { wordsTouched, meanRun } = survey('word');
  expect(wordsTouched).toBeCloseTo(0.3, 10);
  expect(meanRun).toBeGreaterThan(2);
});

it('is undefined where nothing can be masked', () => {
  const special = { ids: Int32Array.of(1, 1), wordIds: [0, 1], phraseIds: [0, 1] };
  const of = { settings, vocabSize: 20, counts: [] };
  expect(surveyMasks([special], of, 5, (d) => key(d))).toBeUndefined();
});
