import { beforeEach, describe, expect, it } from 'vitest';
import { AUTO_KEYS } from '../../../config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../../../config/settings';
import type { Snapshot } from '../../../protocol/run';
import { savedRun, stateOf } from '../../../storage/testRuns';
import { TEXT, type TestLibrary, testLibrary } from '../../library/testLibrary';
import { isUnkept, trainedWith } from '../selectors';
import { earlierOf, isOtherExam, namesOf } from './selectors';

/** A page with a run of ten steps over a text of its own, paused. */
let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  w.trained(10);
});

const run = () => w.state().run;
const snapshot = (changed: Partial<Settings> = {}): Snapshot => ({
  state: stateOf(10),
  settings: { ...w.state().settings, ...changed },
  changed: [],
  exam: { ...savedRun('x').exam, id: 'exam' },
});
/** The trainer sends the run that is to be put aside. */
const answer = (sent: Snapshot | undefined = snapshot()) =>
  w.trainer.say({ type: 'kept', runId: run().runId, snapshot: sent, other: 'compare' });
const finish = () => w.runIs('done', w.state().settings.maxSteps);
const names = () => namesOf(trainedWith(w.state()), earlierOf(w.state())!);

describe('again, with a change', () => {
  it('puts the run aside and trains a fresh one with the change at once', () => {
    expect(w.app.again.with({ mlmProbability: 0.4 })).toBeUndefined();
    expect(w.trainer.last('keep')).toEqual({ type: 'keep', runId: 1, other: 'compare' });
    expect(w.loads()).toHaveLength(1);
    answer();
    expect(earlierOf(w.state())?.saved).toMatchObject({
      ...{ step: 10, settings: DEFAULT_SETTINGS, curves: { evals: [{ step: 10 }] } },
    });
    expect(earlierOf(w.state())?.state).toEqual(stateOf(10));
    expect(w.trainer.last('load')).toMatchObject({ runId: 2, settings: { mlmProbability: 0.4 } });
    w.loaded();
    expect(w.trainer.last('train').runId).toBe(2);
    expect(names()).toEqual({ earlier: 'mask ratio 15 %', present: 'mask ratio 40 %' });
    expect(w.state().library.list).toEqual([]);
  });

  it('pauses a run that trains', () => {
    w.runIs('running', 10);
    w.app.again.with({ hiddenSize: 32 });
    expect(w.trainer.types().slice(-2)).toEqual(['pause', 'keep']);
    answer();
    w.loaded();
    expect(w.trainer.last('load').settings.hiddenSize).toBe(32);
    expect(w.trainer.last('train').runId).toBe(2);
  });

  it('changes nothing else, whatever has been set meanwhile', () => {
    w.app.settings.change({ hiddenSize: 128, learningRate: 0.01 });
    w.app.again.with({ seed: 2 });
    answer(snapshot({ learningRate: DEFAULT_SETTINGS.learningRate }));
    expect(w.trainer.last('load').settings).toEqual({ ...DEFAULT_SETTINGS, seed: 2 });
  });

  it('gives the second run as many steps as a run that was prolonged', () => {
    finish();
    w.app.run.train();
    w.app.again.with({ seed: 2 });
    answer();
    expect(w.trainer.last('load').settings.maxSteps).toBe(2 * DEFAULT_SETTINGS.maxSteps);
  });

  it('prepares the text anew for another vocabulary, and trains then', () => {
    w.app.again.with({ vocabSize: 512 });
    answer();
    expect(w.texts.last('prepare').settings.vocabSize).toBe(512);
    expect(w.loads()).toHaveLength(1);
    w.prepared();
    w.loaded();
    expect(w.trainer.last('train').runId).toBe(2);
    expect(earlierOf(w.state())).toBeDefined();
  });

  it('refuses what cannot be set, and leaves the run as it is', () => {
    expect(w.app.again.with({ numAttentionHeads: 7 })).toContain('multiple');
    expect(w.trainer.of('keep')).toEqual([]);
    expect(w.state().again.next).toBeUndefined();
  });

  it('leaves the run as it is where its loss is not a number, and says so', () => {
    w.app.again.with({ seed: 2 });
    w.trainer.say({ type: 'kept', runId: 1, snapshot: undefined, other: 'compare' });
    expect(earlierOf(w.state())).toBeUndefined();
    expect(w.loads()).toHaveLength(1);
    expect(w.state().notice).toContain('not a number');
  });

  it('says so where the trainer ends before it answers', () => {
    w.app.again.with({ seed: 2 });
    w.trainer.die('No memory');
    expect(w.state().again.next).toBeUndefined();
    expect(w.state().notice).toContain('once more');
  });
});

describe('both in one go', () => {
  it('trains the present settings to the end first, then the others', () => {
    w.app.run.reset();
    w.loaded();
    w.app.again.with({ context: 'left' }, { earlier: 'from both', present: 'from before' });
    expect(w.trainer.last('train').runId).toBe(2);
    const asked = () => w.trainer.of('keep').filter(({ other }) => other);
    expect(asked()).toEqual([]);
    finish();
    expect(w.trainer.last('keep')).toMatchObject({ runId: 2, other: 'compare' });
    answer();
    w.loaded();
    expect(w.trainer.last('load').settings.context).toBe('left');
    expect(w.trainer.last('train').runId).toBe(3);
    expect(names()).toEqual({ earlier: 'from both', present: 'from before' });
    // Words of its own hold as long as the change does.
    w.app.settings.change({ context: 'right' });
    expect(names()).toEqual({ earlier: 'both', present: 'after only' });
    w.app.settings.change({ context: 'left' });
    finish(); // of the second: there is nothing to follow
    w.app.settings.change({ context: 'right' }); // too late for this run
    expect(names()).toEqual({ earlier: 'from both', present: 'from before' });
    expect(asked()).toHaveLength(1);
  });

  it('goes on with a run that was paused, and can be called off', () => {
    w.app.again.both({ seed: 2 });
    expect(w.trainer.last('train').runId).toBe(1);
    w.app.again.cancelNext();
    finish();
    expect(w.trainer.of('keep')).toEqual([]);
  });

  it('does not begin where the text is another by then', () => {
    w.app.again.both({ seed: 2 });
    w.app.text.takeCopy('Other', 'Other.');
    finish();
    expect(w.trainer.of('keep')).toEqual([]);
    expect(w.state().again.next).toBeUndefined();
  });
});

describe('the earlier run', () => {
  const again = () => {
    w.app.again.with({ mlmProbability: 0.4 });
    answer();
    w.loaded();
  };

  it('stays when the present one starts over, until it is dropped', () => {
    again();
    w.runIs('paused', 3);
    w.app.run.reset();
    w.loaded();
    expect(earlierOf(w.state())?.saved.step).toBe(10);
    w.app.again.drop();
    expect(earlierOf(w.state())).toBeUndefined();
  });

  it('waits unseen while another text is there', () => {
    again();
    const load = (name: string, text: string) => {
      w.app.text.takeCopy(name, text);
      w.app.run.reset();
      w.prepared();
      w.loaded();
    };
    load('Other', 'Other.');
    expect(earlierOf(w.state())).toBeUndefined();
    load('Your text', TEXT);
    expect(earlierOf(w.state())?.saved.step).toBe(10);
  });

  it('is compared only where both sat one exam', () => {
    again();
    const isOther = () => isOtherExam(run(), earlierOf(w.state())!);
    expect(isOther()).toBe(false);
    w.app.run.reset();
    expect(isOther()).toBe(false);
    w.loaded({ examId: 'another' });
    expect(isOther()).toBe(true);
  });

  it('is kept with the present one, each once', async () => {
    again();
    w.trained(4);
    const keeping = w.app.again.keepBoth();
    const { runId } = run();
    expect(w.trainer.last('keep')).toEqual({ type: 'keep', runId });
    await keeping;
    await w.app.library.onKept({ type: 'kept', runId, snapshot: snapshot() });
    expect(w.names().toSorted()).toEqual(['Your text', 'Your text · mask ratio 40 %']);
    await w.app.again.keepBoth();
    expect(w.names()).toHaveLength(2);
  });

  it('of a kept run is that one', async () => {
    const { runId } = run();
    w.app.library.keep();
    await w.app.library.onKept({ type: 'kept', runId, snapshot: snapshot() });
    again();
    await w.app.again.keepBoth();
    expect(w.names()).toEqual(['Your text']);
  });
});

describe('a comparison is a side trip', () => {
  /** The settings of the first run, as the text has decided them */
  let SET: Settings;
  beforeEach(() => {
    w.app.settings.take({ ...DEFAULT_SETTINGS, batchSize: 8 }, AUTO_KEYS);
    w.app.run.reset();
    w.prepared();
    w.loaded();
    w.trained(10);
    SET = w.state().settings;
  });
  const compare = (changes: Partial<Settings>, sent?: Snapshot) => {
    w.app.again.with(changes);
    if (sent) answer(sent);
    w.loaded();
    w.trained(10);
  };
  const chosen = () => [w.state().settings, w.state().auto];

  it('from which another text comes back, but for what the person has set meanwhile', () => {
    compare({ context: 'left', beginFrom: 'nothing' }, snapshot());
    expect(chosen()).toEqual([{ ...SET, context: 'left' }, []]);
    w.app.settings.change({ hiddenSize: 32, maxSteps: 7 });
    w.app.text.takeCopy('Other', 'Other.');
    const theirs = ['maxSteps', 'hiddenSize'];
    expect(chosen()).toEqual([
      { ...SET, hiddenSize: 32, maxSteps: 7 },
      AUTO_KEYS.filter((key) => !theirs.includes(key)),
    ]);
    // What is chosen for that text is not the comparison's.
    w.app.settings.change({ context: 'left' });
    w.app.text.takeCopy('Third', 'Third.');
    expect(w.state().settings.context).toBe('left');
  });

  it('that is taken up again where the other text is taken back', () => {
    compare({ context: 'left' }, snapshot());
    w.app.text.takeCopy('Other', 'Other.');
    w.app.undo.undo();
    expect(chosen()).toEqual([{ ...SET, context: 'left' }, []]);
    w.app.text.takeCopy('Other', 'Other.');
    w.app.unseen.continueAsItIs();
    expect(w.state().settings.context).toBe('left');
    w.app.text.takeCopy('Third', 'Third.');
    expect(chosen()).toEqual([SET, AUTO_KEYS]);
  });

  it('that ends where the earlier run comes back', () => {
    compare({ context: 'left' }, snapshot());
    w.app.again.backToEarlier();
    expect(chosen()).toEqual([SET, AUTO_KEYS]);
    expect(w.state().again.trip).toBeUndefined();
  });

  it('on which other runs are compared with the same one', () => {
    compare({ context: 'left' }, snapshot());
    compare({ context: 'right' });
    compare({ seed: 5 });
    expect(w.trainer.of('keep').filter(({ other }) => other === 'compare')).toHaveLength(1);
    expect(w.trainer.last('load').settings).toEqual({ ...SET, seed: 5 });
    expect(names()).toEqual({ earlier: 'seed 1', present: 'seed 5' });
    w.app.text.takeCopy('Other', 'Other.');
    expect(chosen()).toEqual([SET, AUTO_KEYS]);
  });

  it('that the second run can be the first of, and from it comes back as far', () => {
    compare({ context: 'left' }, snapshot());
    w.app.again.drop();
    compare({ seed: 5 }, snapshot());
    expect(w.trainer.last('load').settings).toEqual({ ...SET, context: 'left', seed: 5 });
    w.app.again.backToEarlier();
    expect(chosen()).toEqual([{ ...SET, context: 'left' }, []]);
    w.loaded();
    w.app.text.takeCopy('Other', 'Other.');
    expect(chosen()).toEqual([SET, AUTO_KEYS]);
  });

  it('does not hold for what a link brings', async () => {
    compare({ context: 'left' }, snapshot());
    await w.app.text.takeLink({ text: 'agreement', auto: AUTO_KEYS }, { ...SET, context: 'left' });
    w.app.text.takeCopy('Other', 'Other.');
    expect(w.state().settings.context).toBe('left');
  });

  it('begins on the text that is shown, not on one that was trained before', () => {
    compare({ context: 'left' }, snapshot());
    w.app.text.takeCopy('Other', 'Other.');
    w.app.again.with({ seed: 5 });
    w.prepared();
    w.loaded();
    expect(w.trainer.last('load').settings).toMatchObject({ context: 'both', seed: 1 });
    w.runIs('done', w.state().settings.maxSteps);
    expect(w.trainer.last('keep').other).toBe('compare');
  });
});

describe('the earlier run', () => {
  it('becomes the present one again, with its settings and weights, and is not taken for kept', async () => {
    w.app.again.with({ mlmProbability: 0.4 });
    answer();
    w.loaded();
    w.runIs('done', w.state().settings.maxSteps);
    w.app.again.backToEarlier();
    expect(w.trainer.last('load')).toMatchObject({
      ...{ runId: 3, state: stateOf(10), settings: { mlmProbability: 0.15 } },
    });
    w.loaded();
    expect(run()).toMatchObject({ step: 10, status: 'paused', kept: undefined });
    expect(earlierOf(w.state())).toBeUndefined();
    expect(isUnkept(w.state())).toBe(true);
    // The other one can be had back.
    expect(w.state().undo?.brings).toContain('your run of');
  });
});
