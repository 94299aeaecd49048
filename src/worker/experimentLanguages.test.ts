import { expect, it, vi } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import { languageOf, learnedBy } from './experimentLanguages';

// Twenty thousand sentences take seconds.
vi.mock('../config/experiments', async (load) => ({
  ...(await load<typeof import('../config/experiments')>()),
  EXPERIMENT_SENTENCES: 400,
}));

const grammar = (noun: string) => `text = <who> <does> .
who = the ${noun} | the dog
does = sleeps | sees <who>`;
const run = { id: 'a', settings: EXPERIMENT_SETTINGS };

it('makes a language ready once, until three others were used', async () => {
  const making = languageOf(grammar('cat'));
  expect(languageOf(grammar('cat'))).toBe(making);
  await making;
  const others = ['gull', 'fox', 'seal'].map((noun) => languageOf(grammar(noun)));
  await Promise.all(others);
  expect(languageOf(grammar('gull'))).toBe(others[0]); // used last now
  expect(languageOf(grammar('cat'))).not.toBe(making);
  expect(languageOf(grammar('gull'))).toBe(others[0]);
  expect(languageOf(grammar('fox'))).not.toBe(others[1]);
});

it('does not keep one that could not be made', async () => {
  const making = languageOf('text = <nothing> .');
  await expect(making).rejects.toThrow('nothing');
  expect(languageOf('text = <nothing> .')).not.toBe(making);
  await languageOf('text = <nothing> .').catch(() => {});
});

it('has runs learn all of it or the first sentences', async () => {
  const whole = await languageOf(grammar('cat'));
  expect(await learnedBy(run, whole)).toBe(whole);
  const few = await learnedBy({ ...run, sentences: 100 }, whole);
  const { trainWindows } = whole.dataset;
  expect(few.dataset.trainWindows).toEqual({
    firstUnit: trainWindows.firstUnit.slice(0, 100),
    lastUnit: trainWindows.lastUnit.slice(0, 100),
  });
  expect([few.exam, few.vocabulary]).toEqual([whole.exam, whole.vocabulary]);
});
