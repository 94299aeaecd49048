import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../protocol/problem';
import { FACTS, type TestApp, testApp } from '../testApp';

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
const count = (type: 'load' | 'train' | 'step' | 'pause' | 'look') => w.trainer.of(type).length;
/** The model is ready, and the run has taken so many steps. */
function paused(step = 5) {
  w.loaded();
  w.runIs('paused', step);
}

describe('building a model', () => {
  it('begins once a text is prepared, with its settings and tokens', () => {
    const { settings, prepared } = w.state();
    expect(w.trainer.of('load')).toEqual([
      {
        saveAs: w.state().run.saveId,
        ...{ type: 'load', runId: 1, settings, vocabSize: 2, stored: prepared!.stored },
        ...{ byHand: new Uint32Array(0), language: undefined, state: undefined },
      },
    ]);
    expect(run()).toMatchObject({ status: 'loading', runId: 1, phase: 'Building the model' });
    expect(run().loaded).toEqual({ prepared, settings, auto: [] });
  });

  it('tells the trainer of a grammar, so that the best guess is known', () => {
    w.app.text.openLanguage('Mine', 'a = b .');
    const { openId } = w.texts.last('write');
    const source = { name: 'Mine', text: 'B.', characters: 2, grammar: 'a = b .' };
    w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
    w.prepared();
    const { vocabulary } = w.state().prepared!;
    expect(w.trainer.last('load').language).toEqual({ grammar: 'a = b .', vocabulary });
  });

  it('is said to go on in phases, on a backend, until the model is ready', () => {
    w.trainer.say({ type: 'phase', runId: 1, phase: 'Timing' });
    expect(run().phase).toBe('Timing');
    const report = { backend: 'wasm', device: 'SIMD' } as never;
    w.trainer.say({ type: 'backend', runId: 1, report });
    expect(run()).toMatchObject({ backend: report, phase: 'Building the model' });
    w.loaded();
    expect(run()).toMatchObject({ status: 'ready', facts: FACTS, phase: undefined });
    // The next model is built on the same one, as far as the page knows.
    w.app.run.reset();
    expect(run()).toMatchObject({ runId: 2, backend: report, facts: undefined });
  });

  it('tells the trainer what has changed meanwhile', () => {
    w.app.settings.change({ learningRate: 0.002 });
    w.app.text.toggleByHand(2, [1, 3]);
    expect(w.trainer.types()).toEqual(['load']);
    w.loaded();
    expect(w.trainer.last('settings').settings.learningRate).toBe(0.002);
    expect([...w.trainer.last('byHand').byHand]).toEqual([1, 3]);
  });

  it('tells it nothing of words in another text', () => {
    w.app.text.takeCopy('Other', 'Other.');
    w.app.text.toggleByHand(2, [1, 3]);
    w.loaded();
    expect(w.trainer.of('byHand')).toHaveLength(1); // the prepared text is still the run's
    w.runIs('paused', 5);
    w.prepared();
    w.app.text.toggleByHand(4, [4, 5]);
    expect(w.trainer.of('byHand')).toHaveLength(1);
  });

  it('ends the worker where the backend is another one, and only then', () => {
    w.app.settings.change({ hiddenSize: 32 });
    expect(count('load')).toBe(2);
    expect(w.trainer.ended()).toBe(0);
    w.app.settings.change({ backend: 'wasm' });
    expect(w.trainer.ended()).toBe(1);
    expect(w.trainer.last('load').settings.backend).toBe('wasm');
  });
});

describe('a message about an earlier run', () => {
  it('is not heard', () => {
    w.app.run.reset();
    w.loaded();
    const before = w.state();
    const runId = 1;
    w.trainer.say({ type: 'phase', runId, phase: 'Timing' });
    w.trainer.say({ type: 'loaded', runId, facts: { ...FACTS, examBlanks: 1 } });
    w.trainer.say({ type: 'state', runId, state: 'done', step: 9 });
    w.trainer.say({ type: 'problem', runId, problem: PROBLEM, fatal: true });
    expect(w.state()).toBe(before);
    expect(w.trainer.ended()).toBe(0);
  });
});

describe('words chosen by hand', () => {
  beforeEach(() => {
    w.loaded();
    w.app.settings.change({ maskStrategy: 'hand' });
    w.app.text.toggleByHand(2, [1, 3]);
  });

  it('go to the trainer, and a run pauses when the last one is shown again', () => {
    expect([...w.trainer.last('byHand').byHand]).toEqual([1, 3]);
    w.app.text.clearByHand();
    expect(count('pause')).toBe(0); // it did not run
    w.app.text.toggleByHand(2, [1, 3]);
    w.app.run.train();
    w.runIs('running', 1);
    w.app.text.toggleByHand(9, [4, 5]);
    expect(count('pause')).toBe(0);
    w.app.text.clearByHand();
    expect(count('pause')).toBe(1);
    expect(run().problem?.what).toBe('Nothing is hidden yet.');
  });

  it('pause a run that goes over to them while there are none', () => {
    w.app.settings.change({ maskStrategy: 'token' });
    w.app.text.clearByHand();
    w.app.run.train();
    w.runIs('running', 1);
    w.app.settings.change({ maskStrategy: 'hand' });
    expect(count('pause')).toBe(1);
  });
});

describe('settings', () => {
  it('go to a run that can take them over', () => {
    w.app.settings.change({ learningRate: 0.002 });
    expect(w.trainer.types()).toEqual(['load']); // once the model is there
    paused();
    w.app.settings.change({ learningRate: 0.003 });
    expect(w.trainer.last('settings')).toMatchObject({
      ...{ runId: 1, settings: { learningRate: 0.003 } },
    });
    expect(count('load')).toBe(1);
    expect(count('pause')).toBe(0);
  });

  it('of the model are taken at once where no run would be lost', () => {
    w.loaded();
    w.app.settings.change({ hiddenSize: 32 });
    expect(count('load')).toBe(2);
    w.loaded();
    w.runIs('running', 0);
    w.app.settings.change({ hiddenSize: 64 });
    expect(count('load')).toBe(2);
  });
});

describe('what the trainer says', () => {
  it('is where the run stands', () => {
    w.loaded();
    w.trainer.say({ type: 'phase', runId: 1, phase: 'Running the first step' });
    const train = [{ step: 3, loss: 2, learningRate: 1, gradNorm: 1 }];
    const metrics = {
      step: 3,
      train,
      evals: [],
      aside: undefined,
      stepsPerSecond: 9,
      tokensPerSecond: 90,
    };
    w.trainer.say({ type: 'metrics', runId: 1, metrics });
    expect(run()).toMatchObject({ step: 3, train, stepsPerSecond: 9, phase: undefined });
    w.runIs('paused', 4);
    expect(run()).toMatchObject({ status: 'paused', step: 4 });
  });

  it('may be a problem that the run goes on with', () => {
    w.loaded();
    w.runIs('running', 3);
    w.trainer.say({ type: 'problem', runId: 1, problem: PROBLEM, fatal: false });
    expect(run()).toMatchObject({ status: 'running', problem: PROBLEM });
    expect(w.trainer.ended()).toBe(0);
  });

  it('may be that it cannot go on: Train then starts over with a new worker', () => {
    w.app.run.train();
    w.trainer.say({ type: 'problem', runId: 1, problem: PROBLEM, fatal: true });
    expect(w.trainer.ended()).toBe(1);
    expect(run()).toMatchObject({ status: 'failed', problem: PROBLEM, facts: undefined });
    expect(run()).toMatchObject({ phase: undefined, backend: undefined });
    expect(run().waiting.begins).toBeUndefined();
    w.app.run.train();
    expect(w.trainer.last('load').runId).toBe(2);
    expect(run().problem).toBeUndefined();
    w.loaded();
    expect(count('train')).toBe(1);
  });

  it('ends with its worker, at the start or later', () => {
    w.trainer.die('no such thing');
    expect(run().problem).toMatchObject({ what: 'The training worker could not start.' });
    expect(run().problem?.advice).toContain('Reload the page.');
    w.app.run.train();
    w.loaded();
    w.trainer.die('out of memory');
    expect(run().problem).toMatchObject({
      ...{ kind: 'worker', what: 'The training worker stopped.' },
      why: expect.stringContaining('ut of memory'),
      advice: expect.stringContaining('Press Train'),
    });
    expect(run().status).toBe('failed');
  });
});

describe('a run that went back to its best step', () => {
  const sat = (step: number) => ({ step, loss: 2, accuracy: 0, context: 'both' as const });
  const at = (step: number, aside: number) =>
    w.trainer.say({
      ...{ type: 'metrics', runId: run().runId },
      metrics: {
        ...{ step, aside, train: [], stepsPerSecond: 9, tokensPerSecond: 90 },
        evals: [20, 30].map(sat),
      },
    });
  beforeEach(() => {
    w.app.settings.change({ maxSteps: 30 });
    w.app.run.reset();
    w.loaded();
    at(20, 30);
    w.runIs('done', 20);
  });

  it('can go to its last step and back, at rest', () => {
    w.app.run.goToAside();
    expect(w.trainer.of('goTo')).toEqual([{ type: 'goTo', runId: 2, step: 30 }]);
    at(30, 20);
    w.runIs('done', 30);
    expect(run()).toMatchObject({ step: 30, aside: 20 });
    w.app.run.goToAside();
    expect(w.trainer.last('goTo').step).toBe(20);
    w.runIs('running', 30);
    w.app.run.goToAside();
    expect(w.trainer.of('goTo')).toHaveLength(2);
  });

  it('keeps what came later until it trains on, for as many steps again', () => {
    expect(run().evals.map(({ step }) => step)).toEqual([20, 30]);
    w.patchRun({ kept: { id: 'a', step: 30 } });
    w.app.run.train();
    expect(w.state().settings.maxSteps).toBe(50);
    expect(w.trainer.types().slice(-2)).toEqual(['settings', 'train']);
    w.runIs('running', 20);
    expect(run().evals.map(({ step }) => step)).toEqual([20]);
    expect(run().kept).toBeUndefined();
    w.app.run.reset();
    expect(run().aside).toBeUndefined();
    expect(w.state().settings.maxSteps).toBe(30);
  });

  it('stops there next time where that is wished for', () => {
    w.app.settings.change({ maxSteps: 20 });
    w.app.run.reset();
    expect(w.trainer.last('load').settings.maxSteps).toBe(20);
  });
});

describe('the machine', () => {
  it('is given way by a run that trains, or is about to', () => {
    expect(w.app.run.giveWay()).toBe(false);
    w.app.run.train();
    expect(w.app.run.giveWay()).toBe(true);
    w.loaded();
    expect(count('train')).toBe(0);
    w.runIs('running', 2);
    expect(w.app.run.giveWay()).toBe(true);
    expect(count('pause')).toBe(2);
    w.runIs('paused', 2);
    expect(w.app.run.giveWay()).toBe(false);
  });
});
