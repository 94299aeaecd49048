import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../protocol/problem';
import { forgetTimings } from '../../storage/engineChoices';
import { type TestApp, testApp } from '../testApp';

vi.mock('../../storage/engineChoices', async (original) => ({
  ...(await original<typeof import('../../storage/engineChoices')>()),
  forgetTimings: vi.fn(async () => {}),
}));

const TEXT = 'A cat. A dog.';
const PROBLEM: Problem = { kind: 'worker', what: 'No.', why: 'So.', advice: 'Go.' };

/** A page whose text is prepared, so that a model is being built. */
let w: TestApp;
beforeEach(() => {
  w = testApp();
  w.app.text.takeCopy('Your text', TEXT);
  w.prepared();
});

const run = () => w.state().run;
const steps = () => w.state().settings.maxSteps;
const count = (type: 'load' | 'train' | 'step' | 'pause' | 'look') => w.trainer.of(type).length;
/** The model is ready, and the run has taken so many steps. */
function paused(step = 5) {
  w.loaded();
  w.runIs('paused', step);
}
/** Trains the present run to its end. */
function finish() {
  w.loaded();
  w.app.run.train();
  w.runIs('done', steps());
}

describe('Train', () => {
  it('takes steps at once where the model is ready', () => {
    w.loaded();
    w.patchRun({ problem: PROBLEM });
    const looks = count('look');
    w.app.run.train();
    expect(w.trainer.of('train')).toEqual([{ type: 'train', runId: 1 }]);
    expect(run()).toMatchObject({ phase: 'Running the first step', problem: undefined });
    w.runIs('paused', 5);
    w.app.run.step();
    expect(w.trainer.of('step')).toEqual([{ type: 'step', runId: 1 }]);
    expect(run().phase).toBeUndefined();
    expect(count('look')).toBe(looks); // there is no sentence to look at in this text
  });

  it('waits for a model that is being built, unless Pause is pressed', () => {
    w.app.run.train();
    expect(count('train')).toBe(0);
    w.loaded();
    expect(count('train')).toBe(1);
    w.app.run.reset();
    w.app.run.step();
    w.app.run.pause();
    w.loaded();
    expect(count('step')).toBe(0);
    expect(w.trainer.last('pause').runId).toBe(2);
  });

  it('begins once, not with each model', () => {
    w.app.run.train();
    w.loaded();
    w.app.run.reset();
    w.loaded();
    expect(count('train')).toBe(1);
  });

  it('starts over where the model or the text is another, and takes steps then', () => {
    paused();
    w.app.settings.change({ hiddenSize: 32 });
    expect(count('load')).toBe(1); // a run would be lost
    w.app.run.train();
    expect(count('train')).toBe(0);
    expect(w.trainer.last('load')).toMatchObject({ runId: 2, settings: { hiddenSize: 32 } });
    w.loaded();
    expect(w.trainer.last('train').runId).toBe(2);
  });

  it('waits for a text that is being prepared, also past the model of the text before', () => {
    w.app.text.takeCopy('Other', 'Other.');
    w.app.run.train();
    w.loaded();
    expect(count('train')).toBe(0);
    w.prepared();
    expect(count('load')).toBe(2);
    w.loaded();
    expect(count('train')).toBe(1);
  });

  it('does not start by surprise where its text turns out to be unusable', () => {
    paused();
    w.app.text.takeCopy('Other', 'Other.');
    w.app.run.train();
    w.prepared({ cut: undefined });
    w.app.text.takeCopy('Third', 'Third.');
    w.prepared();
    w.loaded();
    expect(count('train')).toBe(0);
  });

  it('says that nothing is hidden where words are chosen by hand and none is', () => {
    w.loaded();
    w.app.settings.change({ maskStrategy: 'hand' });
    w.app.run.train();
    expect(run().problem?.what).toBe('Nothing is hidden yet.');
    w.app.run.step();
    expect(w.trainer.types()).not.toContain('train');
    expect(w.trainer.types()).not.toContain('step');
    w.app.run.dismissProblem();
    expect(run().problem).toBeUndefined();
    w.app.text.toggleByHand(2, [1, 3]);
    w.app.run.train();
    expect(count('train')).toBe(1);
  });
});

describe('Reset', () => {
  it('makes a fresh model at once where the text is prepared', () => {
    paused();
    w.app.run.reset();
    expect(w.trainer.last('load').runId).toBe(2);
    expect(run()).toMatchObject({ step: 0, status: 'loading' });
    expect(count('pause')).toBe(0);
  });

  it('waits for the text where that is being prepared, and pauses meanwhile', () => {
    paused();
    w.app.text.takeCopy('Other', 'Other.');
    w.app.run.train();
    w.app.run.reset();
    expect(w.trainer.last('pause').runId).toBe(1);
    expect(count('load')).toBe(1);
    w.prepared();
    expect(count('load')).toBe(2);
    w.loaded();
    expect(count('train')).toBe(0); // Reset takes Train back
    // It waits no longer.
    w.runIs('paused', 5);
    w.app.text.takeCopy('Other, longer', 'Other. Third.');
    w.prepared();
    expect(count('load')).toBe(2);
  });

  it('takes Train back while a model is being built', () => {
    w.app.run.train();
    w.app.run.reset();
    w.loaded();
    expect(count('train')).toBe(0);
  });

  it('has the backends timed anew where that is wanted', async () => {
    paused();
    await w.app.run.timeAgain();
    expect(forgetTimings).toHaveBeenCalled();
    expect(count('load')).toBe(2);
  });
});

describe('a finished run', () => {
  it('is prolonged, and starts over with the steps that were set', () => {
    finish();
    w.app.run.train();
    expect(steps()).toBe(2000);
    expect(w.trainer.last('settings').settings.maxSteps).toBe(2000);
    expect(count('train')).toBe(2);
    w.runIs('done', 2000);
    w.app.run.train();
    expect(steps()).toBe(3000);
    w.app.run.reset();
    expect(steps()).toBe(1000);
    expect(w.trainer.last('load')).toMatchObject({ settings: { maxSteps: 1000 } });
  });

  it('is not prolonged by a single step, nor past a million', () => {
    finish();
    w.app.run.step();
    expect(steps()).toBe(1000);
    w.app.settings.change({ maxSteps: 1_000_000 });
    w.runIs('done', 1_000_000);
    w.app.run.train();
    expect(steps()).toBe(1_000_000);
  });

  it('keeps the steps that the person has set since', () => {
    finish();
    w.app.run.train();
    w.app.settings.change({ maxSteps: 5000 });
    w.app.run.reset();
    expect(steps()).toBe(5000);
    // What was set is what the next run goes back to.
    finish();
    w.app.run.train();
    expect(steps()).toBe(10_000);
    w.app.run.reset();
    expect(steps()).toBe(5000);
  });

  it('starts over with the steps that were set also where another model is wanted', () => {
    finish();
    w.app.run.train();
    w.app.settings.change({ hiddenSize: 32 });
    w.app.run.train();
    expect(w.trainer.last('load')).toMatchObject({ settings: { maxSteps: 1000, hiddenSize: 32 } });
  });
});
