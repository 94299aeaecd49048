import { beforeEach, describe, expect, it } from 'vitest';
import type { EncodedSentence } from '../../dataset/sentencesToWatch';
import type { Snapshot } from '../../protocol/run';
import { savedRun, stateOf } from '../../storage/testRuns';
import { SUMMARY, type TestApp, testApp } from '../testApp';
import { isUnkept } from './selectors';
import { testView } from './testView';

const TEXT = 'A cat sat on a mat. A dog sat too.';
const OTHER = 'Rain fell all day long.';

const sentence = (index: number): EncodedSentence => ({
  ...{ index, heldOut: true, text: `a a a${index}` },
  ids: Int32Array.of(1, 1, 1),
  starts: Uint32Array.of(0, 2, 4),
  ends: Uint32Array.of(1, 3, 6),
  wordIds: Uint32Array.of(0, 1, 2),
});
const CUT = { ...SUMMARY.cut!, candidates: [sentence(0), sentence(1)] };

/** A page with a text of one's own, prepared, and its model. */
let w: TestApp;
beforeEach(() => {
  w = testApp();
  w.app.text.takeCopy('Mine', TEXT);
  prepared();
  w.loaded();
});

const prepared = () => w.prepared({ cut: CUT });
const notice = () => w.state().undo;
const undo = () => w.app.undo.undo();
const watched = () => w.state().watch.specimen!;
/** What was promised or asked for is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
/** The run has taken so many steps, and its curve has a point. */
function trained(step = 1000) {
  const train = [{ step, loss: 2, learningRate: 1, gradNorm: 1 }];
  const metrics = {
    step,
    train,
    evals: [],
    aside: undefined,
    stepsPerSecond: 9,
    tokensPerSecond: 90,
  };
  w.trainer.say({ type: 'metrics', runId: w.state().run.runId, metrics });
  w.runIs('paused', step);
}
/** The trainer looks at the watched sentence. */
function see(step: number) {
  const { requestId } = w.trainer.last('look').look;
  const view = testView(step, { recorded: true, requestId });
  w.trainer.say({ type: 'view', runId: w.state().run.runId, view });
}
/** The trainer hands over the run that it was asked for last. */
async function handOver(step = 1000, found = true) {
  const { runId } = w.trainer.last('keep');
  const { settings } = w.trainer.of('load').find((load) => load.runId === runId)!;
  const snapshot: Snapshot = {
    ...{ state: stateOf(step), settings, changed: [], exam: { ...savedRun('x').exam, id: 'exam' } },
  };
  w.trainer.oldSays({ type: 'kept', runId, snapshot: found ? snapshot : undefined });
  await settled();
}
/** The text comes back that was prepared first. */
function back() {
  if (w.state().preparing) prepared();
  w.loaded();
}

it('offers nothing at first, and undoes nothing where nothing is offered', () => {
  expect(notice()).toBeUndefined();
  undo();
  expect(notice()).toBeUndefined();
});

describe('a text', () => {
  it('comes back after Clear, with its language, its words and its sentence', () => {
    w.app.text.toggleByHand(2, [1, 2]);
    w.app.text.chooseLanguage('fr');
    prepared();
    w.loaded();
    w.app.watch.toggleBlank(2);
    const { source, byHand, own } = w.state();
    const { specimen } = w.state().watch;
    w.app.text.type('');
    expect(notice()).toMatchObject({ what: 'Text cleared.', brings: '“Mine”' });
    prepared();
    undo();
    expect(w.state()).toMatchObject({ source, own, byHand });
    expect(w.texts.last('prepare')).toMatchObject({ text: TEXT, language: 'fr' });
    expect(notice()).toMatchObject({ what: '“Mine” is back.' });
    back();
    expect(watched()).toEqual(specimen);
  });

  it('comes back before the empty one was even prepared', () => {
    const jobs = w.texts.of('prepare').length;
    w.app.text.type('');
    undo();
    expect(w.state().source.text).toBe(TEXT);
    expect(w.texts.of('prepare')).toHaveLength(jobs);
    expect(w.texts.types()).toContain('cancel');
  });

  it('is not lost by an edit, but by a text that is pasted over it', () => {
    w.app.text.type(`${TEXT} Yes.`);
    expect(notice()).toBeUndefined();
    w.app.text.type(OTHER);
    expect(notice()).toMatchObject({ what: 'The text was replaced.', isRedo: false });
    undo();
    expect(w.state().source.text).toBe(`${TEXT} Yes.`);
    expect(notice()?.isRedo).toBe(true);
    undo();
    expect(w.state().source.text).toBe(OTHER);
    expect(notice()?.isRedo).toBe(false);
  });

  it('stays among one’s own where another came back', () => {
    w.app.text.type('');
    w.app.text.type(OTHER);
    undo();
    expect(w.state().own.map(({ text }) => text)).toEqual([TEXT, OTHER]);
  });

  it('comes back after another was chosen or opened', async () => {
    await w.app.text.chooseById('bread');
    prepared();
    expect(w.state().source.builtIn).toBe('bread');
    undo();
    expect(w.state().source.text).toBe(TEXT);
    w.app.text.openFiles([new File(['x'], 'a.txt')], 'a.txt');
    const source = { name: 'a.txt', text: OTHER, characters: OTHER.length };
    const { openId } = w.texts.last('open');
    w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
    expect(notice()).toMatchObject({ what: 'The text was replaced.', brings: '“Mine”' });
    undo();
    expect(w.state().source.text).toBe(TEXT);
    expect(w.state().own[0]?.text).toBe(TEXT);
  });

  it('is there again where the other one is cancelled, which is said', () => {
    w.app.text.takeCopy('Other', OTHER);
    w.app.text.cancel();
    expect(w.state().source.text).toBe(TEXT);
    expect(notice()).toEqual({ what: 'The text is as it was.' });
  });

  it('brings back the settings that a link has replaced with it', async () => {
    const { settings } = w.state();
    await w.app.text.takeLink({ text: 'bread', auto: [] }, { ...settings, vocabSize: 300 });
    undo();
    expect(w.state().settings).toEqual(settings);
    expect(w.state().source.text).toBe(TEXT);
  });
});

describe('words chosen by hand', () => {
  it('come back, and are found anew', () => {
    w.app.text.toggleByHand(2, [1, 2]);
    const { byHand } = w.state();
    w.app.text.clearByHand();
    expect(notice()?.brings).toBe('1 hidden word');
    undo();
    expect(w.state().byHand).toEqual(byHand);
    expect(w.texts.last('locate').offsets).toEqual([2]);
    expect(notice()?.what).toBe('1 word is hidden again.');
  });
});

describe('the watched sentence', () => {
  it('comes back with its blanks and what was seen of it', () => {
    w.app.watch.toggleBlank(2);
    see(0);
    const { watch } = w.state();
    w.app.watch.nextSentence();
    expect(notice()).toMatchObject({ what: 'Another sentence is shown.', brings: '“a a a0”' });
    undo();
    expect(w.state().watch).toEqual(watch);
    expect(w.trainer.last('look').look.blanks).toEqual(watch.specimen!.blanks.map((b) => b + 1));
    undo();
    expect(watched().text).toBe('a a a1');
  });

  it('comes back after it was written over, also to another model', () => {
    const before = watched();
    w.app.watch.fill('a [MASK]');
    w.app.settings.change({ hiddenSize: 32 });
    w.loaded();
    undo();
    expect(watched()).toEqual(before);
    expect(w.state().watch.views).toEqual([]);
  });

  it('does not push out what is harder to mend', async () => {
    trained();
    w.app.run.reset();
    w.loaded();
    await handOver();
    const { undo: greater } = w.state();
    w.app.watch.nextSentence();
    w.app.watch.nextSentence();
    undo();
    expect(watched().text).toBe('a a a1');
    expect(notice()).toBe(greater);
  });
});

describe('a run', () => {
  it('comes back after Reset as it was', async () => {
    see(0);
    trained();
    w.patchRun({ kept: { id: 'k', step: 500 } });
    const before = w.state();
    w.app.run.reset();
    expect(w.trainer.types().slice(-2)).toEqual(['keep', 'load']);
    expect(notice()).toMatchObject({
      what: 'A fresh run began.',
      brings: 'your run of 1\u202f000 steps',
    });
    await handOver();
    w.loaded();
    w.app.watch.nextSentence();
    undo(); // of the sentence
    undo();
    await settled();
    expect(w.trainer.last('load')).toMatchObject({ state: stateOf(1000) });
    w.loaded();
    expect(w.state().run).toMatchObject({
      ...{ status: 'done', step: 1000, train: before.run.train },
      kept: { id: 'k', step: 500 },
    });
    expect(isUnkept(w.state())).toBe(true);
    expect(w.state().watch).toEqual(before.watch);
    expect(notice()).toEqual({ what: 'Your run of 1\u202f000 steps is back.' });
  });

  it('comes back with its text and settings after Train began another', async () => {
    const { settings, source } = w.state();
    trained();
    w.app.text.takeCopy('Other', OTHER);
    prepared();
    w.app.settings.change({ hiddenSize: 32 });
    w.app.run.train();
    await handOver();
    w.loaded();
    trained(50);
    undo();
    await settled();
    expect(w.state()).toMatchObject({ settings, source });
    prepared();
    expect(notice()).toMatchObject({
      what: 'Your run of 1\u202f000 steps is back.',
      ...{ brings: 'your run of 50 steps on “Other”', isRedo: true },
    });
    w.loaded();
    expect(w.state().run.step).toBe(1000);
    await handOver(50);
    undo();
    await settled();
    back();
    expect(w.state().run.step).toBe(50);
    expect(w.state().source.text).toBe(OTHER);
    expect(w.state().settings.hiddenSize).toBe(32);
    expect(notice()?.isRedo).toBe(false);
  });

  it('makes room for another text at once, and comes back with its own', async () => {
    trained();
    w.runIs('running', 1000);
    const { source } = w.state();
    w.app.text.type(OTHER);
    expect(w.trainer.last('pause')).toBeDefined();
    w.app.text.ensure();
    expect(w.trainer.of('load')).toHaveLength(1); // until it is prepared, nothing is lost
    prepared();
    await handOver();
    w.loaded();
    expect(w.state().run).toMatchObject({ status: 'ready', step: 0 });
    expect(notice()).toMatchObject({
      what: 'The text was replaced.',
      brings: 'your run of 1\u202f000 steps on “Mine”',
    });
    // A text over the untrained one does not push that run out.
    w.app.text.takeCopy('Third', 'Third.');
    undo();
    expect(w.state().source.text).toBe(OTHER);
    undo();
    await settled();
    back();
    expect(w.state()).toMatchObject({ source, run: { step: 1000 } });
  });

  it('stays where its text is edited, but rests', () => {
    trained();
    w.runIs('running', 1000);
    w.app.text.type(`${TEXT} Yes.`);
    w.app.text.ensure();
    prepared();
    expect(w.trainer.types()).toContain('pause');
    expect(w.trainer.of('load')).toHaveLength(1);
    expect(notice()).toBeUndefined();
  });

  it('is waited for where the trainer has not handed it over yet, with the end of its curve', async () => {
    trained();
    const { runId } = w.state().run;
    w.app.run.reset();
    w.loaded();
    undo();
    await settled();
    expect(w.trainer.of('load')).toHaveLength(2);
    const train = [{ step: 1001, loss: 1, learningRate: 1, gradNorm: 1 }];
    const metrics = {
      step: 1001,
      train,
      evals: [],
      aside: undefined,
      stepsPerSecond: 9,
      tokensPerSecond: 90,
    };
    w.trainer.say({ type: 'metrics', runId, metrics });
    expect(w.state().run.step).toBe(0);
    await handOver(1001);
    expect(w.state().run.step).toBe(1001);
    expect(w.state().run.train.map(({ step }) => step)).toEqual([1000, 1001]);
  });

  it('is still offered where its return was cut short', async () => {
    trained();
    w.app.text.takeCopy('Other', OTHER);
    prepared();
    w.app.run.train();
    await handOver();
    undo();
    await settled();
    w.app.text.cancel();
    expect(w.state().source.text).toBe(OTHER);
    undo();
    await settled();
    back();
    expect(w.state().run.step).toBe(1000);
  });

  it('comes back from the worker of another backend, which ends once it has handed it over', async () => {
    trained();
    w.app.settings.change({ backend: 'wasm' });
    w.app.run.reset();
    expect(w.trainer.ended()).toBe(0);
    await handOver();
    expect(w.trainer.ended()).toBe(1);
    w.loaded();
    undo();
    await settled();
    w.loaded();
    expect(w.state().run.step).toBe(1000);
    expect(w.state().settings.backend).toBe('auto');
  });

  it('is not promised where the trainer cannot hand it over', async () => {
    trained();
    w.app.run.reset();
    await handOver(1000, false);
    expect(notice()).toEqual({
      what: 'A fresh run began. The one before could not be held in memory.',
    });
    w.loaded();
    trained();
    w.app.run.reset();
    w.trainer.die('out of memory');
    await settled();
    expect(notice()?.undo).toBeUndefined();
  });

  it('of no steps is no loss', () => {
    w.app.run.reset();
    expect(w.trainer.of('keep')).toEqual([]);
    expect(notice()).toBeUndefined();
  });
});
