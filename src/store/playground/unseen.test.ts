import { beforeEach, describe, expect, it } from 'vitest';
import { TEXT, type TestLibrary, testLibrary } from '../library/testLibrary';
import { lengthOf, pendingChanges, unseenChanges } from './selectors';

/** A page with a run of ten steps over a text of its own, paused. */
let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  w.trained(10);
});
const changes = () => unseenChanges(w.state());
const finish = () => w.runIs('done', w.state().settings.maxSteps);

describe('what the results know nothing of', () => {
  it('is what waits for a restart, and another text', () => {
    expect(changes()).toEqual([]);
    w.app.settings.change({ hiddenSize: 32, mlmProbability: 0.4 });
    expect(changes()).toEqual(['hiddenSize']); // the mask ratio changes at the next step
    w.app.text.takeCopy('Other', 'Other.');
    expect(changes()).toEqual(['hiddenSize', 'text']);
  });

  it('is nothing where there are no results', () => {
    w.app.run.reset();
    w.loaded();
    w.app.text.takeCopy('Other', 'Other.');
    expect(changes()).toEqual([]);
  });

  it('is also what a finished run was not trained with, but for its length', () => {
    w.app.settings.change({ mlmProbability: 0.3 });
    finish();
    expect(changes()).toEqual([]);
    w.app.settings.change({ mlmProbability: 0.4, maxSteps: 5000 });
    expect(changes()).toEqual(['mlmProbability']);
  });
});

describe('a restart', () => {
  it('trains a fresh model with the changes', () => {
    finish();
    w.app.settings.change({ mlmProbability: 0.4 });
    w.app.unseen.restart();
    expect(w.trainer.last('load')).toMatchObject({ runId: 2, settings: { mlmProbability: 0.4 } });
    w.loaded();
    expect(w.trainer.last('train').runId).toBe(2);
    expect(changes()).toEqual([]);
  });

  it('waits for a text that is being prepared', () => {
    w.app.text.takeCopy('Other', 'Other.');
    w.app.unseen.restart();
    expect(w.loads()).toHaveLength(1);
    w.prepared();
    w.loaded();
    expect(w.trainer.last('train').runId).toBe(2);
  });
});

describe('to continue as it is', () => {
  it('takes the changes back, and goes on with a run that was paused', () => {
    const before = w.state().settings;
    w.app.settings.change({ hiddenSize: 32, seed: 4 });
    w.app.unseen.continueAsItIs();
    expect(w.state().settings).toEqual(before);
    expect(w.loads()).toHaveLength(1);
    expect(w.trainer.of('train')).toEqual([{ type: 'train', runId: 1 }]);
  });

  it('leaves what the run has taken over, and a run that trains or is over', () => {
    w.app.settings.change({ hiddenSize: 32, mlmProbability: 0.4 });
    w.runIs('running', 11);
    w.app.unseen.continueAsItIs();
    expect(w.state().settings.mlmProbability).toBe(0.4);
    finish();
    w.app.settings.change({ mlmProbability: 0.6, hiddenSize: 32 });
    w.app.unseen.continueAsItIs();
    expect(changes()).toEqual([]);
    expect(w.state().settings.mlmProbability).toBe(0.4);
    expect(w.trainer.of('train')).toEqual([]);
  });

  it('goes back to the very text of the run, which is there even after it was edited', () => {
    const { source } = w.state();
    w.app.text.type(`${TEXT} A fish.`);
    w.app.settings.change({ vocabSize: 64 });
    expect(w.state().own).not.toContain(source);
    w.app.unseen.continueAsItIs();
    expect(w.state().source).toBe(source);
    expect(w.state().own.map(({ text }) => text)).toEqual([TEXT, `${TEXT} A fish.`]);
    expect(pendingChanges(w.state())).toEqual([]);
    expect(w.trainer.last('train').runId).toBe(1);
    w.prepared();
    expect(w.loads()).toHaveLength(1);
    expect(w.texts.last('prepare')).toMatchObject({
      ...{ text: TEXT, settings: { vocabSize: 1024 } },
    });
  });
});

it('ends where it was to end, whatever is decided for the text as it is now', () => {
  const { maxSteps } = w.state().settings;
  w.app.text.type(`${TEXT} A fish.`);
  w.app.settings.change({ maxSteps: 5 });
  expect(lengthOf(w.state())).toBe(maxSteps);
  w.app.unseen.takeBack();
  expect(w.state().settings.maxSteps).toBe(maxSteps);
  expect(w.state().run.status).toBe('paused');
  expect(w.trainer.of('train')).toEqual([]);
});
