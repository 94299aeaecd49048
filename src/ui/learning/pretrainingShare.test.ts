import { expect, it } from 'vitest';
import { pretrainingShare } from './pretrainingShare';

const exam = (step: number, accuracy: number) =>
  ({ step, context: 'both', loss: 3, accuracy }) as const;
const said = (before: number, now: number) =>
  pretrainingShare(exam(0, before), exam(60, now)).replaceAll('\u00a0', ' ');

it('says what the model got right before its first step, and what it gets right now', () => {
  expect(said(0.25, 0.73)).toBe(
    'Before this text, pretraining alone got 25 % of these blanks right. Now it is 73 %.',
  );
});

it('gives pretraining the credit where the text added little', () => {
  expect(said(0.168, 0.182)).toContain('17 % of these');
  expect(said(0.168, 0.182)).toMatch(
    /Now it is 18 %: nearly all of that comes from pretraining\.$/,
  );
  expect(said(0.15, 0.2)).toMatch(/: most of that comes from pretraining\.$/);
});

it('says so where the text taught it nothing', () => {
  expect(said(0.2, 0.2)).toMatch(/20 %: this text taught it no more\.$/);
  expect(said(0.2, 0.15)).toMatch(/15 %: this text taught it no more\.$/);
  expect(said(0, 0)).toMatch(/0 %: this text taught it no more\.$/);
});
