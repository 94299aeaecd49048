import { expect, it } from 'vitest';
import { readHash, writeHash } from '../../config/hash';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { complaint } from '../links/linkTexts';
import { readExperiments, writeExperiments } from './experimentsAddress';
import { NO_EXPERIMENTS } from './state';

it('reads what it has written', () => {
  const shown = { languageId: 'cases', maxSteps: 500, scope: 'all' as const };
  const hash = writeHash(DEFAULT_SETTINGS, { part: 'experiments', ...writeExperiments(shown) });
  expect(hash).toBe('part=experiments&language=cases&steps=500&exam=all');
  expect(readExperiments(readHash(hash).other)).toEqual({ shown, problems: [] });
});

it('writes nothing of what is usual, and nothing of a person’s own', () => {
  expect(writeExperiments(NO_EXPERIMENTS)).toEqual({});
  expect(writeExperiments({ ...NO_EXPERIMENTS, languageId: 'own' })).toEqual({});
});

it('reads links that were written when other things were usual', () => {
  const then = { languageId: 'clue', maxSteps: 3000, scope: 'all' as const };
  expect(readExperiments({ language: 'clue', steps: '3000', exam: 'all' }).shown).toEqual(then);
  expect(writeExperiments(then)).toEqual({ language: 'clue', steps: '3000', exam: 'all' });
});

it('knows a language by its name too, and letters in any case', () => {
  expect(readExperiments({ language: 'Clue', steps: '5e2', exam: ' Telling' })).toEqual({
    shown: { languageId: 'clue', maxSteps: 500, scope: 'telling' },
    problems: [],
  });
  expect(readExperiments({ language: 'a flock of geese' }).shown).toEqual({ languageId: 'clue' });
  // Whichever text the playground shows.
  expect(readExperiments({ language: 'text' }).shown).toEqual({ languageId: 'text' });
  expect(writeExperiments({ ...NO_EXPERIMENTS, languageId: 'text' })).toEqual({ language: 'text' });
});

it('says what it could not take', () => {
  const { shown, problems } = readExperiments({ language: 'klingon', steps: '-1', exam: 'foo' });
  expect(shown).toEqual({ maxSteps: 1000, scope: 'telling' });
  expect(problems.map(complaint)).toEqual([
    'This link asks for a language “klingon” that Cloze does not have; Experiments keeps its current one.',
    'This link has an invalid number of steps in Experiments (-1); using 1\u202f000. Possible values: 500, 1\u202f000, 3\u202f000, 10\u202f000.',
    'This link has an invalid choice of exam blanks (foo); using blanks where the side matters. Possible values: all blanks, blanks where the side matters.',
  ]);
});
