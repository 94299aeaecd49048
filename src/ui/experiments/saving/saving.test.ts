import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../config/experiments';
import type { ExperimentExam, ExperimentResult } from '../../../protocol/experiments';
import { type ExperimentRecord, emptyRecord, runIdOf } from '../../../storage/experiments';
import { captionOf, titleOf } from './caption';
import { writeCsv } from './csv';
import { fileName } from './names';
import { tableOf } from './table';

const plan: Plan = {
  language: 'clue',
  arms: [
    { label: 'a, "quoted"', settings: { context: 'left' } },
    { label: 'cut', settings: {}, pieces: 64 },
  ],
  seeds: 2,
  maxSteps: 10,
  metric: 'accuracy',
};
const floors = {
  left: { loss: 1.25, accuracy: 0.5 },
  right: { loss: 1, accuracy: 0.6 },
  both: { loss: 0.25, accuracy: 0.75 },
};
const exam: ExperimentExam = {
  id: 'e',
  telling: Uint8Array.of(1, 0, 0, 0),
  groups: Uint32Array.of(0, 1, 2, 3),
  floors,
  tellingFloors: { ...floors, left: { loss: 2, accuracy: 0.125 } },
};
const result: ExperimentResult = {
  ...{ step: 10, loss: 1.5, accuracy: 0.5, probe: undefined, seconds: 2 },
  losses: Float32Array.of(3, 1, 1, 1),
  right: Uint8Array.of(0, 1, 1, 0),
};
const record: ExperimentRecord = {
  ...{ ...emptyRecord(plan), exam },
  results: { [runIdOf(0, 0)]: result, [runIdOf(1, 0)]: { ...result, probe: Uint8Array.of(1, 0) } },
  diverged: { [runIdOf(1, 1)]: 4 },
};

describe('tableOf', () => {
  const about = ['Mask ratio', 'A flock of geese'];

  it('has a row for each run that was run, which says what it is a run of', () => {
    const [header, ...rows] = tableOf(record, 'all', 'Mask ratio');
    expect(header).toEqual([
      ...['value', 'seed', 'accuracy', 'loss_nats', 'steps', 'seconds', 'setting', 'language'],
      ...['blanks', 'blanks_counted', 'best_accuracy', 'best_loss_nats'],
      ...['probe_accuracy', 'probe_items'],
    ]);
    const left = ['a, "quoted"', '1', '0.50000', '1.50000', '10', '2.0', ...about];
    expect(rows).toEqual([
      [...left, 'all', '4', '0.50000', '1.25000', '', ''],
      // Of words in pieces the best is not known.
      ['cut', '1', '0.50000', '1.50000', '10', '2.0', ...about, 'all', '4', '', '', '0.50000', '2'],
      ['cut', '2', 'NaN', 'NaN', '4', '', ...about, 'all', '4', '', '', '', ''],
    ]);
  });

  it('counts the telling blanks alone where that is asked for, and where some tell', () => {
    const counted = ['1', '0.00000', '3.00000', '10', '2.0', ...about];
    expect(tableOf(record, 'telling', 'Mask ratio')[1]!.slice(1)).toEqual([
      ...counted,
      'telling',
      '1',
      '0.12500',
      '2.00000',
      '',
      '',
    ]);
    const none = { ...record, exam: { ...exam, tellingFloors: undefined } };
    expect(tableOf(none, 'telling', 'x')).toEqual(tableOf(none, 'all', 'x'));
  });
});

describe('writeCsv', () => {
  it('quotes what a comma, a quotation mark or a new line would break', async () => {
    expect(
      await writeCsv([
        ['a', 'b, "c"'],
        ['', 'd\ne'],
      ]),
    ).toBe('a,"b, ""c"""\n,"d\ne"\n');
  });
});

describe('fileName', () => {
  it('says what the file holds', () => {
    expect(fileName('sweep', 'Hidden / kept / swapped', plan, 'all')).toBe(
      'cloze-sweep-hidden-kept-swapped-clue-10-steps',
    );
    expect(fileName('paper', 'Are 40 % better?', plan, 'telling')).toBe(
      'cloze-paper-are-40-better-clue-10-steps-telling-blanks',
    );
  });

  it('leaves steps out where they are what is swept', () => {
    const arms = [250, 500].map((maxSteps) => ({ label: `${maxSteps}`, settings: { maxSteps } }));
    expect(fileName('sweep', 'Steps', { ...plan, arms }, 'all')).toBe('cloze-sweep-steps-clue');
  });
});

describe('captionOf', () => {
  const pictured = { record, measure: 'loss', setting: 'Mask ratio' } as const;

  it('says what a picture shows, and what is not in it', () => {
    expect(titleOf({ ...pictured, scope: 'all' })).toBe('Loss by mask ratio');
    expect(captionOf({ ...pictured, scope: 'all' })).toEqual([
      'Language: A flock of geese; 10 steps, 2 seeds, all 4 blanks.',
      'Bars: 95\u00a0% intervals; dotted: the best that can be expected.',
      'Diverged and left out: 1 of 2 at cut.',
    ]);
    expect(captionOf({ ...pictured, scope: 'telling' })[0]).toContain(
      'the 1 blank where the side matters.',
    );
  });
});
