import { expect, it } from 'vitest';
import { fieldError, settingRange } from './fieldError';
import { FIELDS, type NumberField } from './fields';

const field = (key: string) => FIELDS.find((f) => f.key === key) as NumberField;

it.each(['', ' ', '1.5', '0', '257', 'x'])('refuses “%s” as a batch size', (raw) => {
  expect(fieldError(field('batchSize'), raw)).toBe('Batch size is a whole number from 1 to 256.');
});

it('takes what is in range', () => {
  expect(fieldError(field('batchSize'), '1')).toBeUndefined();
  expect(fieldError(field('batchSize'), '256')).toBeUndefined();
  expect(fieldError(field('learningRate'), '3e-4')).toBeUndefined();
  expect(fieldError(field('learningRate'), '2')).toBe(
    'Learning rate is a number from 0.000001 to 1.',
  );
});

it('takes no empty field for a zero', () => {
  expect(fieldError(field('warmupSteps'), '0')).toBeUndefined();
  for (const raw of ['', ' ']) {
    expect(fieldError(field('warmupSteps'), raw)).toMatch(/^Warm-up is a whole number from 0 to /);
  }
});

it('says of any number what it can be', () => {
  expect(settingRange('maxSteps')).toBe('a whole number from 1 to 1\u202f000\u202f000');
  expect(settingRange('hiddenDropoutProb')).toBe('a number from 0 to 0.9');
  expect(settingRange('context')).toBeUndefined();
  expect(settingRange('doLowerCase')).toBeUndefined();
});
