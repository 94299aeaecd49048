import { expect, it } from 'vitest';
import { stillUsedInWords } from './useStillUsed';

const said = (change: Partial<Parameters<typeof stillUsedInWords>[0]>) =>
  stillUsedInWords({ isShown: false, isTraining: false, isLong: false, runs: [], ...change });

it('says what a deleted text is still used for', () => {
  expect(said({})).toBe('');
  expect(said({ isShown: true })).toBe('The playground shows it until you choose another text.');
  const training = { isShown: true, isTraining: true };
  expect(said(training)).toBe('The run in the playground keeps a copy of it, and can go on.');
  expect(said({ ...training, isLong: true })).toBe(
    'The run in the playground can go on with it until you close this page.',
  );
  expect(said({ runs: ['A'] })).toBe('The run “A” keeps a copy.');
  expect(said({ ...training, runs: ['A', 'B'] })).toMatch(
    / The runs “A” and “B” keep copies, too\.$/,
  );
  expect(said({ runs: ['A', 'B', 'C', 'D'] })).toContain('“C” and 1 more keep copies.');
});
