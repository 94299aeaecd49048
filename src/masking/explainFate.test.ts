import { expect, it } from 'vitest';
import { FATES } from './collate';
import { explainFate } from './explainFate';

const settings = {
  mlmProbability: 0.15,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token',
  randomByFrequency: false,
} as const;
const facts = { count: 3, pieces: 2 };

it('explains every fate with the numbers of the settings', () => {
  expect(FATES.map((fate) => explainFate(fate, settings, facts))).toEqual([
    'Not drawn: 85 % are only read, never asked.',
    'Hidden: one of the 15 % drawn; 80 % of those become [MASK].',
    'Swapped: one of the 15 % drawn; 10 % of those become a random token.',
    'Kept: one of the 15 % drawn; 10 % of those stay as they are but are still asked.',
  ]);
  expect(explainFate('mask', { ...settings, mlmProbability: 0.125 }, facts)).toContain(
    '12.5 % drawn',
  );
});

it('says why the strategy chose it', () => {
  const why = (maskStrategy: 'word' | 'span' | 'phrase' | 'rare' | 'frequent', of = facts) =>
    explainFate('mask', { ...settings, maskStrategy }, of);
  expect(why('word')).toContain('its word was drawn with all 2 pieces');
  expect(why('word', { count: 3, pieces: 1 })).toContain('its word is among the 15 % drawn');
  expect(why('span')).toBe(
    'Hidden: it stands in a span that was drawn, for a total of 15 %; 80 % of spans become [MASK].',
  );
  expect(why('phrase')).toContain('its phrase was drawn whole');
  expect(why('rare', { count: 1, pieces: 1 })).toContain('occurs in the text only once');
  expect(why('frequent')).toContain('occurs in the text 3 times');
  const byHand = { ...settings, maskStrategy: 'hand' } as const;
  expect(explainFate('mask', byHand, facts)).toContain('you chose its word');
  expect(explainFate('none', byHand, facts)).toBe('Not chosen: only read, never asked.');
  const byFrequency = { ...settings, randomByFrequency: true };
  expect(explainFate('random', byFrequency, facts)).toContain('a token drawn by frequency');
});
