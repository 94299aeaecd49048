import { expect, it } from 'vitest';
import { readHash, writeHash } from '../config/hash';
import { DEFAULT_SETTINGS } from '../config/settings';
import { readLab, writeLab } from './labAddress';
import { EMPTY_LAB } from './labState';

it('reads what it has written', () => {
  const shown = { languageId: 'cases', maxSteps: 500, scope: 'telling' as const };
  const hash = writeHash(DEFAULT_SETTINGS, undefined, 'experiments', writeLab(shown));
  expect(hash).toBe('part=experiments&language=cases&steps=500&exam=telling');
  expect(readLab(readHash(hash).lab)).toEqual({ shown, complaints: [] });
});

it('writes nothing of what is usual, and nothing of a person’s own', () => {
  expect(writeLab(EMPTY_LAB)).toEqual({});
  expect(writeLab({ ...EMPTY_LAB, languageId: 'own' })).toEqual({});
});

it('says what it could not take', () => {
  const { shown, complaints } = readLab({ language: 'klingon', steps: '7', exam: 'oral' });
  expect(shown).toEqual({});
  expect(complaints).toHaveLength(3);
});
