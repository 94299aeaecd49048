import { expect, it } from 'vitest';
import type { PreparedSummary } from '../../../protocol/texts';
import { SPECIAL_TOKENS } from '../../../tokenizer/vocabulary';
import { SUMMARY, type TestApp, testApp } from '../../testApp';
import { isCovered } from './youFirst';

const WORDS = ['red', 'blue', 'green', 'sky'];
const TOKENS = [...SPECIAL_TOKENS, ...WORDS];
const VOCABULARY = { tokens: TOKENS, doLowerCase: true, stripAccents: true };

/** "red sky", "blue sky" and so on, with the colour to guess. */
const toGuess = Array.from({ length: 12 }, (_, i) => {
  const text = `${WORDS[i % 3]} sky`;
  const sky = text.length - 3;
  return {
    sentence: {
      ...{ index: i, heldOut: true, text, ids: Int32Array.of(5 + (i % 3), 8) },
      ...{ starts: Uint32Array.of(0, sky), ends: Uint32Array.of(sky - 1, text.length) },
      wordIds: Uint32Array.of(0, 1),
    },
    ...{ blanks: [0], isRepeated: false },
  };
});

const summary: Partial<PreparedSummary> = {
  vocabulary: VOCABULARY,
  counts: new Uint32Array(TOKENS.length),
  cut: { ...SUMMARY.cut!, candidates: [toGuess[11]!.sentence], toGuess, commonestWord: 'sky' },
};

/** A page with a text of twelve such sentences and a model that is ready. */
function ready() {
  const w = testApp();
  load(w, 'colours');
  return w;
}

function load(w: TestApp, text: string) {
  w.app.text.takeCopy(text, text);
  w.prepared(summary);
  w.loaded();
}

/** The model answers what it was asked last: `right` items right, the others "red" or "blue". */
function answers({ trainer, state }: TestApp, step: number, right: number) {
  const { runId, requestId, looks } = trainer.last('looks');
  const { items } = state().youFirst!;
  const readings = looks.map((_, i) => {
    const own = items[i]!.sentence.ids[0]!;
    const other = own === 5 ? 6 : 5;
    const id = i < right ? own : other;
    const guesses = [[{ id, probability: 0.5 }]];
    return { step, context: 'both' as const, guesses, exact: undefined };
  });
  trainer.say({ type: 'readings', runId, requestId, readings });
}

const exam = (w: TestApp) => w.state().youFirst!;
const scores = (w: TestApp) =>
  exam(w).sittings.map(({ step, guesses }) => [step, guesses.filter((g) => g.isRight).length]);

it('asks ten words, covers the page meanwhile, and leaves all as it was', () => {
  const w = ready();
  const before = w.state().watch;
  expect(w.app.youFirst.start()).toBeUndefined();
  expect(exam(w).items).toEqual(toGuess.slice(0, 10));
  expect([exam(w).at, exam(w).isFinished, isCovered(w.state())]).toEqual([0, false, true]);
  expect(w.state().watch).toBe(before);
  w.app.youFirst.leave();
  expect(w.state().youFirst).toBeUndefined();
  expect(w.state().watch).toBe(before);
  expect(w.app.youFirst.start(1)).toBeUndefined();
  expect(exam(w).items).toEqual(toGuess.slice(10, 11)); // as many as there are
  expect(w.app.youFirst.start(2)).toContain('no more');
});

it('asks nothing of the sentence that was just to be seen, unless it is the only one', () => {
  const w = ready();
  const { sentence, blanks } = toGuess[3]!;
  w.app.watch.watchSentence(sentence, blanks);
  w.app.youFirst.start();
  const rest = toGuess.filter((item) => item !== toGuess[3]);
  expect(exam(w).items).toEqual(rest.slice(0, 10));
  for (let i = 0; i < 10; i++) w.app.youFirst.answer(i, '');
  w.app.youFirst.finish();
  w.app.youFirst.show(0);
  w.app.youFirst.start(1); // goes on with the others, whatever was shown since
  expect(exam(w).items).toEqual(rest.slice(10));
  w.app.text.takeCopy('one', 'one');
  w.prepared({ ...summary, cut: { ...summary.cut!, toGuess: toGuess.slice(11) } });
  w.loaded();
  w.app.youFirst.start();
  expect(exam(w).items).toEqual([toGuess[11]]);
});

it('takes the person’s words, goes on and back, and ends once none is open', () => {
  const w = ready();
  const { youFirst } = w.app;
  youFirst.start();
  expect(youFirst.answer(0, ' Red ')).toBeUndefined();
  youFirst.next();
  expect(youFirst.answer(1, 'two words')).toContain('as 2');
  youFirst.next();
  youFirst.back();
  expect(exam(w).at).toBe(1);
  expect(exam(w).words.slice(0, 2)).toEqual(['Red', undefined]);
  for (let i = 2; i < 10; i++) youFirst.answer(i, '');
  for (let i = 1; i < 10; i++) youFirst.next();
  expect([exam(w).at, exam(w).isFinished]).toEqual([1, false]); // back to the one that is open
  youFirst.answer(1, 'green');
  youFirst.answer(1, 'blue'); // another mind
  youFirst.finish();
  expect([exam(w).isFinished, isCovered(w.state())]).toEqual([true, false]);
  expect(exam(w).right).toEqual([true, true, ...Array(8).fill(false)]);
  expect(youFirst.answer(0, 'blue')).toContain('nothing');
  expect(exam(w).words[0]).toBe('Red');
});

it('asks the model at the start, at the end and again, all blanks at one step, and keeps each sitting', () => {
  const w = ready();
  const { youFirst } = w.app;
  const looks = w.trainer.of('look').length;
  youFirst.start();
  expect(w.trainer.last('looks').looks).toHaveLength(10);
  expect(exam(w).isAsking).toBe(true);
  answers(w, 0, 0);
  expect(exam(w).isAsking).toBe(false);
  expect(scores(w)).toEqual([[0, 0]]);
  for (let i = 0; i < 10; i++) youFirst.answer(i, 'red');
  youFirst.finish();
  expect(w.trainer.of('looks')).toHaveLength(1); // it has not trained since
  w.runIs('paused', 600);
  youFirst.ask();
  answers(w, 600, 5);
  expect(scores(w)).toEqual([
    [0, 0],
    [600, 5],
  ]);
  youFirst.ask();
  answers(w, 600, 6);
  expect(scores(w).at(-1)).toEqual([600, 6]);
  expect(scores(w)).toHaveLength(2);
  expect(exam(w).words).toEqual(Array(10).fill('red'));
  expect(w.trainer.of('look').filter(({ look }) => !look.record)).toEqual([]);
  expect(w.trainer.of('look').length).toBe(looks + 1); // the watched sentence's own, at rest
});

it('hears no answer to what it no longer asks', () => {
  const w = ready();
  w.app.youFirst.start();
  const first = w.trainer.last('looks');
  w.app.youFirst.start(1);
  const { runId, requestId } = first;
  w.trainer.say({ type: 'readings', runId, requestId, readings: [] });
  const reading = { step: 0, context: 'both' as const, guesses: [[]], exact: undefined };
  w.trainer.say({ type: 'readings', runId, requestId, readings: Array(10).fill(reading) });
  expect(exam(w).sittings).toEqual([]);
});

it('goes on through Reset, which asks anew what was not answered, and ends with another text', () => {
  const w = ready();
  w.app.youFirst.start();
  answers(w, 0, 1);
  w.app.youFirst.answer(0, 'red');
  w.app.run.reset();
  w.app.youFirst.ask(); // there is no model: it waits for one
  expect(w.trainer.of('looks')).toHaveLength(1);
  w.loaded();
  answers(w, 0, 3);
  expect(exam(w).words[0]).toBe('red');
  const [before, after] = exam(w).sittings;
  expect(scores(w)).toEqual([
    [0, 1],
    [0, 3],
  ]);
  expect(after!.runId).toBeGreaterThan(before!.runId);
  load(w, 'other colours');
  expect(w.state().youFirst).toBeUndefined();
  expect(w.state().notice).toContain('“You first” has ended');
});

it('shows a sentence of the results in the specimen, not before the end', () => {
  const w = ready();
  const { youFirst } = w.app;
  youFirst.start();
  const { specimen } = w.state().watch;
  youFirst.show(3);
  expect(w.state().watch.specimen).toBe(specimen);
  for (let i = 0; i < 10; i++) youFirst.answer(i, '');
  youFirst.finish();
  youFirst.show(3);
  expect(exam(w).shown).toBe(3);
  expect(w.state().watch.specimen).toMatchObject({
    ...{ text: 'red sky', blanks: [0] },
    source: { kind: 'sentence', index: 3, heldOut: true },
  });
  youFirst.show(undefined);
  expect(exam(w).shown).toBeUndefined();
});

it('says why it cannot begin', () => {
  const w = testApp();
  expect(w.app.youFirst.start()).toContain('not ready');
  w.app.text.takeCopy('x', 'x');
  w.prepared();
  w.loaded();
  expect(w.app.youFirst.start()).toContain('too long');
  expect(w.state().youFirst).toBeUndefined();
});
