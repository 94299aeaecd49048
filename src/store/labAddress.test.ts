import { expect, it } from 'vitest';
import { readHash, writeHash } from '../config/hash';
import { DEFAULT_SETTINGS } from '../config/settings';
import { readLab, writeLab } from './labAddress';
import { EMPTY_LAB } from './labState';

it('reads what it has written', () => {
  const shown = { languageId: 'cases', maxSteps: 500, scope: 'telling' as const };
  const hash = writeHash(DEFAULT_SETTINGS, { part: 'experiments', ...writeLab(shown) });
  expect(hash).toBe('part=experiments&language=cases&steps=500&exam=telling');
  expect(readLab(readHash(hash).other)).toEqual({ shown, complaints: [] });
});

it('writes nothing of what is usual, and nothing of a person’s own', () => {
  expect(writeLab(EMPTY_LAB)).toEqual({});
  expect(writeLab({ ...EMPTY_LAB, languageId: 'own' })).toEqual({});
});

it('knows a language by its name too, and letters in any case', () => {
  expect(readLab({ language: 'Clue', steps: '5e2', exam: ' Telling' })).toEqual({
    shown: { languageId: 'clue', maxSteps: 500, scope: 'telling' },
    complaints: [],
  });
  expect(readLab({ language: 'a flock of geese' }).shown).toEqual({ languageId: 'clue' });
});

it('says what it could not take', () => {
  const { shown, complaints } = readLab({ language: 'klingon', steps: '-1', exam: 'foo' });
  expect(shown).toEqual({ maxSteps: EMPTY_LAB.maxSteps, scope: 'all' });
  expect(complaints).toEqual([
    'This link asks for a language “klingon” that Cloze does not have; Experiments keeps its current one.',
    'This link has an invalid number of steps in Experiments (-1); using 3\u2009000. Possible values: 500, 1\u2009000, 3\u2009000, 10\u2009000.',
    'This link has an invalid choice of exam blanks (foo); using all blanks. Possible values: all blanks, telling blanks only.',
  ]);
});
