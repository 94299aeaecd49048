import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cases, expectUnpolluted, fuzzText } from '../base/testFuzz';
import { loadBets, saveBet } from './bets';
import { asKeptRun, bytesOfCheckpoint, type Checkpoint, FORMAT, readRecord } from './checkpoint';
import { loadDraft, saveDraft } from './grammarDraft';
import type { KeptRun } from './keptRun';
import { createRuns } from './keptRuns';
import { loadLessonProgress } from './lessonProgress';
import { stubLocalStorage } from './testLocalStorage';
import { memoryShelf, savedRun } from './testRuns';
import { takeUnkept } from './unkept';

stubLocalStorage();

const WORDS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '"__proto__":',
  '{"a":',
  '[["a","b"],',
  'null',
  '1',
  '"a"',
  '\\',
];

/** All that reads this item of the browser's storage. */
const reads = (key: string, load: () => unknown) => (text: string) => {
  localStorage.setItem(key, text);
  return load();
};

fuzzText({
  name: 'bets',
  samples: ['{"nsp":"without","__proto__":"x"}'],
  words: WORDS,
  read: reads('cloze:bets', () => {
    saveBet('__proto__', 'x');
    return loadBets();
  }),
});
fuzzText({
  name: 'progress of lessons',
  samples: ['{"words":["done","left",null]}'],
  words: WORDS,
  read: reads('cloze:lessons', loadLessonProgress),
});
fuzzText({
  name: 'drafts of grammars',
  samples: ['[["a = b","a = c"],["x","y"]]'],
  words: WORDS,
  read: reads('cloze:grammar-drafts', () => {
    saveDraft('a', 'b');
    return loadDraft('a');
  }),
});
fuzzText({
  name: 'names of texts that are gone',
  samples: ['["a","b"]'],
  words: WORDS,
  read: reads('cloze:unkept-texts', takeUnkept),
});

const RUN = savedRun('a');
const REF = { key: 'state:a:1:x', step: 10, checksum: 7, bytes: 12 };
const RECORD: Checkpoint = {
  ...{ format: FORMAT, id: 'a', order: 3, views: ['view:a:0'], address: 'seed=1', page: {} },
  run: RUN,
  saves: [
    {
      ...{ step: 10, state: REF, aside: REF, exam: RUN.exam },
      memo: { trainedWith: undefined, sat: undefined, aside: undefined },
    },
  ],
};

/** Places of a value: the keys that lead to them. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, below]) => placesIn(below, [...path, key])),
  ];
}

/** The same value with another one at a place, or without it. */
function changed(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = changed(
    (value as Record<string, unknown>)[key],
    rest,
    other,
  );
  return copy;
}

it('lists the kept runs that are whole, whatever lies beside them', async () => {
  const places = placesIn(RUN);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.anything({ maxDepth: 1 }),
      async (at, other) => {
        const { shelf } = memoryShelf();
        const beside = changed(RUN, at, other) as KeptRun;
        const list = async () => [RUN, beside];
        const { runs } = await createRuns({ ...shelf, list }, () => {}).list();
        expect(runs.filter(({ id }) => id === 'a').length).toBeGreaterThan(0);
        for (const run of runs) {
          expect(run.curves.train.length + run.vocabulary.tokens.length).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(run.savedAt)).toBe(true);
          expect('hiddenSize' in run.settings).toBe(true);
        }
      },
    ),
    cases(200),
  );
});

it('reads any record of a run that saved itself: nothing that it points to is missing', () => {
  const places = placesIn(RECORD);
  const other = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      Number.NaN,
      -1,
      2 ** 60,
      Number.POSITIVE_INFINITY,
      '',
      'x',
      [],
      {},
      true,
    ),
    fc.anything({ maxDepth: 2, withTypedArray: true, withMap: true, withNullPrototype: true }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      other,
      fc.constantFrom(...places),
      other,
      (a, x, b, y) => {
        let damaged = changed(RECORD, a, x);
        try {
          damaged = changed(damaged, b, y);
        } catch {
          // The second place went with the first.
        }
        const record = readRecord(damaged);
        expectUnpolluted();
        if (record === undefined || record === 'newer') return;
        expect(bytesOfCheckpoint(record)).toBeGreaterThanOrEqual(0);
        expect(typeof record.run.text.name).toBe('string');
        asKeptRun(record);
      },
    ),
    cases(400),
  );
});
