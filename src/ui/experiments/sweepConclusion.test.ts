import { describe, expect, it } from 'vitest';
import type { Interval } from '../../base/bootstrap';
import { SWEEPABLE } from '../../config/sweeps';
import type { Ranking, Rival } from '../../store/experiments/conclusions/ranking';
import type { SweepMeasure } from './measures';
import { type Swept, sweepConclusion } from './sweepConclusion';

const { arms, named } = SWEEPABLE.mlmProbability!;
/** 5 %, 15 %, 30 %, 40 % … hidden */
const nameOf = (arm: number) => named(arms[arm]!.label);
const lead = (mean: number, low: number, high: number): Interval => ({ mean, low, high });
const CLEAR = lead(0.033, 0.018, 0.048);
const UNCLEAR = lead(0.008, -0.004, 0.02);

const said = (
  rivals: readonly [Rival, ...Rival[]],
  { measure = 'accuracy' as SweepMeasure, ...rest }: Partial<Ranking & Pick<Swept, 'measure'>> = {},
) =>
  sweepConclusion({
    ranking: { best: 3, rivals, leftOut: [], seeds: 3, ...rest },
    ...{ measure, nameOf, seeds: 3, done: 18, total: 18 },
  });

describe('a sweep', () => {
  it.each<[string, ReturnType<typeof said>, string, string]>([
    [
      'that one value is best',
      said([
        { arm: 1, lead: CLEAR },
        { arm: 0, lead: CLEAR },
      ]),
      '40 % hidden is right most often: 3.3 points more than 15 % hidden (1.8 to 4.8), beyond chance.',
      '',
    ],
    [
      'that none is',
      said([
        { arm: 2, lead: UNCLEAR },
        { arm: 0, lead: UNCLEAR },
      ]),
      'No value stands out: 40 % hidden is right most often, but its lead over 30 % hidden is 0.8 points (−0.4 to 2.0) and may be chance.',
      '',
    ],
    [
      'that some are',
      // The nearest may be the surest: its seeds agree.
      said([
        { arm: 4, lead: CLEAR },
        { arm: 2, lead: UNCLEAR },
      ]),
      'No single value stands out: 40 % hidden and 30 % hidden are too close to tell apart.',
      '40 % hidden leads 30 % hidden by 0.8 points (−0.4 to 2.0), which may be chance; the rest fall behind, beyond chance.',
    ],
    [
      'of losses',
      said([{ arm: 1, lead: lead(0.12, 0.08, 0.16) }], { measure: 'loss' }),
      '40 % hidden has the lowest loss: 0.120 nats less than 15 % hidden (0.080 to 0.160), beyond chance.',
      '',
    ],
    [
      'of perplexities',
      said([{ arm: 1, lead: lead(0.12, -0.001, 0.16) }], { measure: 'perplexity' }),
      'No value stands out: 40 % hidden has the lowest perplexity, but its lead over 15 % hidden is 11 % (0 to 15 %) and may be chance.',
      '',
    ],
    [
      'of one seed',
      said([{ arm: 1, lead: CLEAR }], { seeds: 1 }),
      '40 % hidden is right most often: 3.3 points more than 15 % hidden (1.8 to 4.8), beyond chance.',
      'So far, 1 of 3 seeds. One seed is a hint: others may turn it round.',
    ],
    [
      'what was left out',
      said([{ arm: 1, lead: CLEAR }], { seeds: 2, leftOut: [5, 4] }),
      '40 % hidden is right most often: 3.3 points more than 15 % hidden (1.8 to 4.8), beyond chance.',
      'Left out: 80 % hidden and 60 % hidden, where a loss was no longer a number. So far, 2 of 3 seeds. Two seeds tell little: take three or more.',
    ],
  ])('says %s', (_, { outcome, basis }, wanted, rests) => {
    expect(outcome).toBe(wanted);
    expect(basis).toBe(rests);
  });

  it('says why there is no answer', () => {
    const none = { ranking: undefined, measure: 'accuracy', nameOf, seeds: 3 } as const;
    expect(sweepConclusion({ ...none, done: 4, total: 18 }).outcome).toBe(
      'No answer yet: 4 of 18 runs are done.',
    );
    expect(sweepConclusion({ ...none, done: 18, total: 18 }).outcome).toBe(
      'No answer: too few values can be compared.',
    );
  });
});

it('calls each value of each setting by a name of its own', () => {
  const names = Object.values(SWEEPABLE).flatMap((one) =>
    one.arms.map(({ label }) => one.named(label)),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('seeing the words before only');
  expect(names).toContain('a model of 1 layer');
  expect(names).toContain('training with 10 sets of masks');
});
