import { beforeEach, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testApp';

/** A run over a trainer that only notes what it is asked. */
let w: TestApp;
beforeEach(() => {
  w = testApp();
  w.app.text.takeCopy('Your text', 'A cat. A dog.');
  w.prepared();
});

const steps = () => w.state().settings.maxSteps;

/** Trains the present run to its end. */
function finish() {
  w.loaded();
  w.app.run.train();
  w.runIs('done', steps());
}

it('prolongs a finished run, and starts over with the steps that were set', () => {
  finish();
  w.app.run.train();
  expect(steps()).toBe(2000);
  w.runIs('done', 2000);
  w.app.run.train();
  expect(steps()).toBe(3000);
  w.app.run.reset();
  expect(steps()).toBe(1000);
  expect(w.trainer.last('load')).toMatchObject({ settings: { maxSteps: 1000 } });
});

it('keeps the steps that the person has set since a run was prolonged', () => {
  finish();
  w.app.run.train();
  w.app.settings.change({ maxSteps: 5000 });
  w.app.run.reset();
  expect(steps()).toBe(5000);
  // What was set is what the next run goes back to.
  finish();
  w.app.run.train();
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
