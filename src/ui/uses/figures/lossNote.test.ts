import { expect, it } from 'vitest';
import type { GatePoint } from '../../../protocol/uses';
import { lossNote } from './lossNote';
import { takeOffsInWords } from './takeOffs';

/** A loss that falls by 0.01 between two points, a little more or less in turn, and by `extra` more at one of them. */
function training(extra: number, jumpAt = 15): GatePoint[] {
  let loss = 4;
  return Array.from({ length: 31 }, (_, i) => {
    loss -= 0.01 + (i % 2 === 0 ? 0.004 : -0.004) + (i === jumpAt ? extra : 0);
    return { step: i * 200, loss: i === 0 ? null : loss, gate: i < 15 ? 0.1 : 0.9 };
  });
}

it('says that the loss shows no jump, only where it shows none', () => {
  expect(lossNote(training(0), 3000)).toBe(
    'The loss shows no jump there: alone it would not have told.',
  );
  expect(lossNote(training(0.3), 3000)).toBe(
    'The loss falls faster there too: by 0.31 nats in 200 steps.',
  );
});

it('does not take a fall elsewhere, or the first one, for that', () => {
  expect(lossNote(training(0.3, 25), 3000)).toContain('no jump');
  expect(lossNote(training(3, 2), 3000)).toContain('no jump');
});

it('says nothing of a training that has not taken off, or has hardly begun', () => {
  expect(lossNote(training(0), null)).toBeUndefined();
  expect(lossNote(training(0).slice(0, 6), 800)).toBeUndefined();
});

it.each([
  [[2400, 2100, 2800], 'Over 3 seeds it took off between 2\u202f100 and 2\u202f800.'],
  [[2400, null, 2800], 'It took off in 2 of 3 seeds, between 2\u202f400 and 2\u202f800.'],
  [[2400, 2400], 'Over 2 seeds it took off at 2\u202f400.'],
  [[null, null], 'It took off in none of 2 seeds.'],
  [[2400], ''],
])('tells when it took off over the seeds', (takeOffs, sentence) => {
  expect(takeOffsInWords(takeOffs)).toBe(sentence);
});
