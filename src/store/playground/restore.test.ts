import { expect, it } from 'vitest';
import { savedRun } from '../../storage/testRuns';
import { restoredRun, whyNotRestored } from './restore';

const source = { name: 'Your text', text: 'A cat.', characters: 6 };
const vocabulary = { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: false };
const saved = savedRun('Bread', { vocabulary });

it('goes on with the same vocabulary', () => {
  expect(whyNotRestored(saved, { source, vocabulary })).toBeUndefined();
});

it('says why it cannot go on with another vocabulary', () => {
  const other = { ...vocabulary, tokens: ['[PAD]', 'b'] };
  expect(whyNotRestored(saved, { source, vocabulary: other })).toEqual({
    kind: 'storage',
    what: '“Bread” cannot be continued here.',
    why: expect.stringContaining('The vocabulary learned from “Your text” has changed'),
    advice: expect.stringContaining('Press Train to start a fresh run'),
  });
});

it('begins with what the run had, or with nothing', () => {
  const changed = ['learningRate'] as const;
  expect(restoredRun({ ...saved, changed })).toEqual({
    ...{ step: 10, changed, train: saved.curves.train, evals: saved.curves.evals },
    sittings: [{ step: 10, losses: saved.exam.losses, right: saved.exam.right }],
    endedWith: saved.settings,
    examBefore: saved.exam.id,
    kept: { id: saved.id, step: 10 },
  });
  expect(restoredRun(saved).changed).toEqual([]);
  expect(restoredRun()).toMatchObject({ step: 0, changed: [], train: [], evals: [] });
  expect(restoredRun().kept).toBeUndefined();
});
