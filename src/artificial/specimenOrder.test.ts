import { describe, expect, it } from 'vitest';
import type { Context } from '../config/settings';
import { languages } from '../grammar/languages';
import type { ExperimentSpecimen } from '../protocol/experiments';
import { makeLanguage } from './language';
import { compareSpecimens, needsBothSides } from './specimenOrder';

/** A blank whose right word has these probabilities; another word has the rest. */
const blank = (left: number, right: number, both: number) => {
  const exact = (p: number) =>
    [
      { id: 7, probability: p },
      { id: 8, probability: 1 - p },
    ].sort((a, b) => b.probability - a.probability);
  return { answer: 7, exact: { left: exact(left), right: exact(right), both: exact(both) } };
};

describe('compareSpecimens', () => {
  it.each([
    ['both needed before a greater gain', blank(0.5, 0.5, 1), blank(0.1, 0.3, 1)],
    ['half a clue on each side before one on one side', blank(0.5, 0.5, 1), blank(0.5, 0.45, 1)],
    ['the gain over the better side, not over the worse', blank(0.6, 0.6, 1), blank(0, 0.7, 1)],
    ['of equal gains the more telling', blank(0.1, 1, 1), blank(0.9, 1, 1)],
  ])('puts %s', (_, first, second) => {
    expect(compareSpecimens(first, second)).toBeLessThan(0);
    expect(compareSpecimens(second, first)).toBeGreaterThan(0);
    expect(compareSpecimens(first, { ...first })).toBe(0);
  });

  it('takes no rounding for a difference', () => {
    expect(compareSpecimens(blank(0.1, 1, 1), blank(0.1, 1 - 1e-9, 1))).toBe(0);
  });
});

describe.each(languages)('the first sentence of “$name”', ({ id, load }) => {
  it('shows what both sides are good for, as far as the language does', async () => {
    const { summary } = await makeLanguage({
      ...{ grammar: await load(), sentences: 240, seed: 1, sequenceLength: 24 },
    });
    const { specimens } = summary;
    const first = specimens[0]!;
    const right = (specimen: ExperimentSpecimen, context: Context) =>
      specimen.exact[context].find((guess) => guess.id === specimen.answer)!.probability;
    const exact = (['left', 'right', 'both'] as const).map((context) => right(first, context));
    // Of the six, the one that Experiments opens with has such sentences.
    expect(specimens.some(needsBothSides)).toBe(id === 'agreement');
    if (id === 'agreement') {
      expect(exact.map((p) => p.toFixed(3))).toEqual(['0.333', '0.500', '1.000']);
    }
    const gain = (specimen: ExperimentSpecimen) =>
      right(specimen, 'both') - Math.max(right(specimen, 'left'), right(specimen, 'right'));
    const gains = specimens.map(gain);
    expect(gain(first)).toBeCloseTo(Math.max(...gains), 5);
  });
});
