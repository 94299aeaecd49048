import { beforeEach, describe, expect, it } from 'vitest';
import type { SatExam, Snapshot } from '../protocol/run';
import { savedRun, stateOf } from '../storage/testRuns';
import type { AppState } from '../store/app';
import { type TestLibrary, testLibrary } from '../store/library/testLibrary';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { before } from './before';

const [nothing, starter, only, cheat] = before.steps as typeof before.steps & { length: 4 };
const BLANKS = 60;

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  begin('nothing');
});

/** What the loaded model began from, and whether the starter has read its text. */
function begin(beginFrom: 'nothing' | 'starter', read = 0) {
  const { loaded } = w.state().run;
  const { prepared, settings } = loaded!;
  const facts = { ...prepared.facts, starter: { language: 'en' as const, read } };
  w.patchRun({
    loaded: { prepared: { ...prepared, facts }, settings: { ...settings, beginFrom } },
  });
}

/** The run has taken all its steps, and was right at the first `right` of the blanks. */
function done(right: number, loss: number) {
  const { runId } = w.state().run;
  const evals = [
    { step: 0, loss: 7, accuracy: 0.2, context: 'both' as const },
    { step: 10, loss, accuracy: right / BLANKS, context: 'both' as const },
  ];
  const rest = { train: [], aside: undefined, stepsPerSecond: 1, tokensPerSecond: 1 };
  w.trainer.say({ type: 'metrics', runId, metrics: { step: 10, evals, ...rest } });
  const were = Uint8Array.from({ length: BLANKS }, (_, i) => Number(i < right));
  // A blank that it has right surprises it a nat less; their mean is the loss.
  const losses = Float32Array.from(were, (isRight) => loss + right / BLANKS - isRight);
  w.trainer.say({ type: 'exam', runId, step: 10, losses, right: were });
  w.runIs('done', 10);
  return { right: were, losses };
}

/** The first run, put aside; then one from the starter. */
function both([first, firstLoss]: [number, number], [second, secondLoss]: [number, number]) {
  const blankwise = done(first, firstLoss);
  const { settings } = w.state().run.loaded!;
  w.app.again.with({ seed: 2 });
  const figures = { loss: firstLoss, accuracy: first / BLANKS };
  const sat: SatExam = { ...savedRun('x').exam, ...blankwise, ...figures };
  const snapshot: Snapshot = { state: stateOf(10), settings, changed: [], exam: sat };
  w.trainer.say({ type: 'kept', runId: w.state().run.runId, snapshot, other: 'compare' });
  w.loaded();
  begin('starter');
  done(second, secondLoss);
  return starter!.check(w.state(), {});
}

const said = (notes: object) => before.verdict(notes as never).join(' ');

describe('what it read before', () => {
  it('tells what the model from nothing came to', () => {
    expect(nothing!.check(w.state(), {})).toBe(false);
    done(12, 5);
    const seen = nothing!.check(w.state(), {});
    expect(seen).toMatchObject({ nothingRight: 0.2, frequent: 0.1, sentences: 9 });
    const told = nothing!.tell!(w.state(), { ...(seen as object), nothing: 40 });
    expect(told).toContain('From 9 sentences it learned to fill 20 of 100');
    expect(told).toContain('You said 40.');
  });

  it('waits for the run from the starter, and tells all its exams', () => {
    const seen = both([12, 6], [36, 4]);
    expect(seen).toMatchObject({ firstRight: 0.2, startRight: 0.2, secondRight: 0.6 });
    expect(starter!.tell!(w.state(), { ...(seen as object), starter: [30, 50] })).toBe(
      'Before training it filled 20 of 100, at its best 60; from nothing it was 20. You said 30 and 50.',
    );
    begin('nothing');
    expect(starter!.check(w.state(), {})).toBe(false);
  });

  it.each([
    ['a gain', [12, 6], [36, 4], /Pretraining helped here: 40 more.*403 words.*55 words/],
    ['no gain beyond chance', [30, 5], [30, 5], /^No clear difference: as many blanks right/],
    ['no more right, but surer', [30, 6], [30, 5], /helped here: .*1\.00 nats lower.*403 words/],
    ['harm', [36, 4], [12, 6], /Pretraining did not help here: 40 fewer/],
    ['more right, but too sure', [12, 4], [36, 6], /helped here.*too sure.*6\.00 nats.*4\.00/],
  ] as const)('has words for %s', (_, first, second, words) => {
    expect(said(both([...first], [...second]) as object)).toMatch(words);
  });

  it('has words where a training was skipped', () => {
    expect(said({})).toContain('skipped');
  });
});

it('waits for a text of the person that is still being read', async () => {
  const { app } = w;
  const own = { name: 'Mine', extension: 'txt' };
  const preparing = { phase: 'reading', fraction: 0.5 };
  app.store.setState({ source: own, prepared: undefined, preparing } as never);
  let taken: string | undefined;
  const links = {
    ...app.links,
    take: async (hash: string) => {
      taken = hash;
      throw new Error('another text');
    },
  };
  const begun = nothing!.begin!({ ...app, links } as never);
  await Promise.resolve();
  expect(taken).toBeUndefined();
  // The text cannot be read.
  const textProblem = { what: 'No.', why: 'No.', advice: 'No.' };
  app.store.setState({ textProblem, preparing: undefined } as never);
  await expect(begun).rejects.toThrow('another text');
  expect(taken).toBe('#text=harbour');
});

describe('a blank that only the second run fills', () => {
  const [CAT, DOG] = [5, 6];
  const watching = (present: number, earlier: number, heldOut = true) => {
    const specimen = {
      ...{ source: { kind: 'sentence', index: 0, heldOut }, text: 'cat cat', blanks: [0] },
      tokens: [
        { id: CAT, start: 0, end: 3, wordId: 0 },
        { id: CAT, start: 4, end: 7, wordId: 1 },
      ],
    };
    const guess = (id: number) => ({ guesses: [[{ id, probability: 0.5 }]] });
    const counts = Uint32Array.of(0, 0, 0, 0, 0, 3, 1);
    const { run, watch, again } = w.state();
    const prepared = { ...run.loaded!.prepared, counts };
    return {
      ...w.state(),
      run: { ...run, loaded: { ...run.loaded!, prepared } },
      watch: { ...watch, specimen, live: guess(present), shown: 'live' },
      again: { ...again, guesses: { requestId: 1, answers: [], ...guess(earlier) } },
    } as unknown as AppState;
  };

  it('is held out, right now and wrong before', () => {
    expect(SPECIAL_TOKENS).toHaveLength(CAT);
    expect(only!.check(watching(CAT, DOG), {})).toEqual({ word: 'cat', elsewhere: 1 });
    expect(only!.check(watching(CAT, CAT), {})).toBe(false);
    expect(only!.check(watching(DOG, CAT), {})).toBe(false);
    expect(only!.check(watching(CAT, DOG, false), {})).toBe(false);
    expect(only!.check(watching(DOG, DOG), { word: '' })).toBe(true);
  });

  it('is told from others', () => {
    const said = (...who: Parameters<typeof watching>) => only!.soFar!(watching(...who), {});
    expect(said(CAT, CAT)).toBe('Both fill *cat*.');
    expect(said(DOG, CAT)).toBe('Only the first fills *cat*.');
    expect(said(DOG, DOG)).toBe('Neither fills *cat*.');
    expect(said(CAT, DOG, false)).toContain('not held out');
  });

  it('is told with what the text could teach', () => {
    const told = (notes: object) => only!.tell!(w.state(), notes as never);
    expect(told({ word: 'cat', elsewhere: 0 })).toContain('nowhere else');
    expect(told({ word: 'cat', elsewhere: 1 })).toContain('once more');
    expect(told({ word: '' })).toContain('None of the words');
  });
});

it('tells a text that the starter has read', () => {
  begin('starter', 0);
  done(30, 3);
  expect(cheat!.check(w.state(), {})).toBe(false);
  begin('nothing', 1);
  expect(cheat!.check(w.state(), {})).toBe(false);
  begin('starter', 1);
  const seen = cheat!.check(w.state(), {}) as object;
  expect(seen).toEqual({ cheatRight: 0.2, read: 1 });
  expect(cheat!.tell!(w.state(), { ...seen, startRight: 0.1 })).toMatch(
    /^20 of 100 before its first step\. On the text that was new to it, it got 10\. It has read 100 %/,
  );
});
