import { expect, it } from 'vitest';
import type { Measured } from '../../../protocol/uses';
import { verdict } from './verdict';

const at = (mean: number, reach = 0.03) => ({ mean, low: mean - reach, high: mean + reach });

/** A model at .94, and rivals with these leads of the model over them. */
function measured(
  leads: Readonly<Record<string, { mean: number; low: number; high: number }>>,
  more: Partial<Measured> = {},
): Measured {
  return {
    ...{ id: 'm', title: 'Right', chance: 0.1, items: 120, seeds: 5 },
    standings: [
      { who: 'model', name: 'The model', interval: at(0.94) },
      ...Object.entries(leads).map(([name, lead]) => ({
        ...{ who: name === 'random' ? 'untrained' : name, name, lead },
        interval: at(0.94 - lead.mean),
      })),
    ],
    ...more,
  };
}

const said = (one: Measured) => {
  const { strong, rest } = verdict(one);
  return `*${strong}*${rest}`;
};

const EXTENT = 'over 5 seeds, 120 items each.';

it.each([
  [
    'all rivals beaten',
    measured({ BM25: at(0.9), LSA: at(0.1), random: at(0.8) }),
    `*Beyond chance and beyond its rivals* ${EXTENT}`,
  ],
  ['one rival', measured({ LSA: at(0.1) }), `*Beyond chance and beyond LSA* ${EXTENT}`],
  [
    'only random weights beaten',
    measured({ random: at(0.5) }, { chance: undefined }),
    `*Beyond the untrained model* ${EXTENT}`,
  ],
  [
    'one ahead',
    measured({ LSA: at(-0.1), BM25: at(0.2), random: at(0.8) }),
    `*LSA is ahead here*, beyond chance and beyond the others, ${EXTENT}`,
  ],
  [
    'two ahead and one within noise',
    measured({ LSA: at(-0.1), IBM: at(-0.2), BM25: at(0.01), random: at(0.8) }),
    `*LSA and IBM are ahead here*, within noise of BM25, beyond chance and beyond the untrained model, ${EXTENT}`,
  ],
  [
    'within noise',
    measured({ LSA: at(0.02), random: at(0.8) }),
    `*Within noise of LSA*, beyond chance and beyond the untrained model, ${EXTENT}`,
  ],
  [
    'level, item by item',
    measured({ LSA: at(0, 0) }),
    `*Level with LSA*, beyond chance, ${EXTENT}`,
  ],
  [
    'at chance',
    measured({ LSA: at(0.1), random: at(0.01) }, { chance: 0.92 }),
    `*The model is not beyond chance*, within noise of the untrained model, beyond LSA, ${EXTENT}`,
  ],
  ['no rival', measured({}), `*Beyond chance* ${EXTENT}`],
  ['nothing to compare with', measured({}, { chance: undefined }), `*Measured* ${EXTENT}`],
  [
    'one seed',
    measured({ LSA: at(0.1) }, { seeds: 1 }),
    '*Beyond chance and beyond LSA* over 1 seed, 120 items each.',
  ],
])('%s', (_, one, sentence) => {
  expect(said(one)).toBe(sentence);
});

it.each([
  ['The model, by its vectors', 'the model, by its vectors'],
  ['Latent semantic analysis', 'latent semantic analysis'],
  ['BM25, again', 'BM25, again'],
  ['IBM Model 1', 'IBM Model 1'],
  ['TextRank', 'TextRank'],
])('names “%s” within a sentence', (name, within) => {
  expect(verdict(measured({ [name]: at(0.02) })).strong).toBe(`Within noise of ${within}`);
});

it('calls a lead that touches nought noise', () => {
  const touching = { mean: 0.05, low: 0, high: 0.1 };
  expect(verdict(measured({ LSA: touching })).strong).toBe('Within noise of LSA');
});
