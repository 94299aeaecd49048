import { expect, it } from 'vitest';
import { FATES } from './collate';
import { explainFate } from './explain';

const settings = {
  mlmProbability: 0.15,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token',
  randomByFrequency: false,
} as const;

it('explains every fate with the numbers of the settings', () => {
  expect(FATES.map((fate) => explainFate(fate, settings))).toEqual([
    'Not drawn: 85 % are only read, never asked.',
    'Hidden: one of the 15 % drawn; 80 % of those become [MASK].',
    'Swapped: one of the 15 % drawn; 10 % of those become a random token.',
    'Kept: one of the 15 % drawn; 10 % of those stay as they are and are asked all the same.',
  ]);
  expect(explainFate('mask', { ...settings, mlmProbability: 0.125 })).toContain('12.5 % drawn');
});
