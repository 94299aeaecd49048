import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { type TestApp, testApp } from '../testApp';

let w: TestApp;
beforeEach(() => {
  w = testApp();
  w.app.text.takeCopy('Your text', 'First text.');
  w.prepared();
  w.loaded();
  w.trainer.forget();
  w.texts.forget();
});

it('takes a change, or says in plain words why not and takes none', () => {
  expect(w.app.settings.change({ learningRate: 0.002 })).toBeUndefined();
  expect(w.state().settings.learningRate).toBe(0.002);
  const why = w.app.settings.change({ hiddenSize: 1, learningRate: 0.003 });
  expect(why).toMatch(/^[^:]*hiddenSize/);
  expect(why).not.toContain('checkSettings');
  expect(w.state().settings).toMatchObject({ learningRate: 0.002 });
  expect(w.trainer.of('settings')).toHaveLength(1);
});

it('has the text prepared anew only where it is cut by the setting', () => {
  w.app.settings.change({ vocabSize: 300 });
  expect(w.texts.last('prepare').vocabSize).toBe(300);
  expect(w.trainer.types()).toEqual(['settings']); // the model waits for the text
  w.texts.forget();
  w.app.settings.change({ seed: 4, mlmProbability: 0.2 });
  expect(w.texts.types()).toEqual([]);
});

it('goes back to the usual settings', () => {
  w.app.settings.change({ vocabSize: 300, seed: 4, learningRate: 0.002 });
  w.app.settings.restoreDefaults();
  expect(w.state().settings).toEqual(DEFAULT_SETTINGS);
});
