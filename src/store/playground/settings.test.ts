import { beforeEach, expect, it } from 'vitest';
import { AUTO_KEYS, decide } from '../../config/auto';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { SUMMARY, type TestApp, testApp } from '../testApp';
import { changedBeside } from './selectors';

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
  expect(w.texts.last('prepare').settings.vocabSize).toBe(300);
  expect(w.trainer.types()).toEqual(['settings']); // the model waits for the text
  w.texts.forget();
  w.app.settings.change({ seed: 4, mlmProbability: 0.2 });
  expect(w.texts.types()).toEqual([]);
});

it('has a text prepared anew that would decide a setting which has been set meanwhile, to the value it had', () => {
  w.app.settings.restoreDefaults();
  w.app.text.takeCopy('Other', 'Another text.');
  const { settings } = w.state();
  const left = AUTO_KEYS.filter((key) => key !== 'tokenizer');
  w.texts.forget();
  w.app.settings.take(
    settings,
    AUTO_KEYS.filter((key) => key !== 'maxSteps'),
  );
  expect(w.texts.types()).toEqual([]);
  w.app.settings.take(settings, left);
  expect(w.texts.last('prepare')).toMatchObject({ auto: left });
});

it('goes back to the usual settings', () => {
  w.app.settings.change({ vocabSize: 300, seed: 4, learningRate: 0.002 });
  w.app.settings.restoreDefaults();
  expect(w.state()).toMatchObject({
    settings: decide(SUMMARY.facts, DEFAULT_SETTINGS, AUTO_KEYS),
    auto: AUTO_KEYS,
  });
});

it('lets the text decide what nobody has set', () => {
  w.app.settings.restoreDefaults();
  const { maxSteps } = w.state().settings;
  w.app.settings.change({ maxSteps: 77 });
  expect(w.state().auto).toEqual(AUTO_KEYS.filter((key) => key !== 'maxSteps'));
  w.app.settings.change({ mlmProbability: 0.4 });
  expect(w.state().settings).toMatchObject({ maxSteps: 77, mlmProbability: 0.4 });
  w.app.settings.leaveToAuto('maxSteps');
  expect(w.state()).toMatchObject({ settings: { maxSteps }, auto: AUTO_KEYS });
});

const READ_BY_STARTER = { ...SUMMARY.facts, starter: { language: 'en', read: 0 } } as const;

it('begins a text that the starter can help with from it, and the size and tokens follow the choice', () => {
  const { settings } = w.app;
  settings.restoreDefaults();
  w.prepared({ facts: READ_BY_STARTER });
  const begins = () => {
    const { beginFrom, tokenizer, hiddenSize } = w.state().settings;
    return [beginFrom, tokenizer, hiddenSize];
  };
  expect(begins()).toEqual(['starter', 'starter', 64]);
  settings.change({ hiddenSize: 32 });
  expect(begins()).toEqual(['nothing', 'word', 32]);
  settings.change({ beginFrom: 'starter' });
  expect(begins()).toEqual(['starter', 'starter', 64]);
  settings.change({ tokenizer: 'character' });
  expect(begins()).toEqual(['nothing', 'character', 64]);
  expect(w.state().auto).toContain('beginFrom');
});

it('knows what a change changed besides, and takes all of it back', () => {
  const { settings } = w.app;
  settings.restoreDefaults();
  w.prepared({ facts: READ_BY_STARTER });
  settings.change({ learningRate: 0.002 });
  expect(changedBeside(w.state())).toBeUndefined();
  const before = w.state();
  settings.change({ hiddenSize: 32 });
  expect(changedBeside(w.state())).toMatchObject({ by: ['hiddenSize'] });
  expect(changedBeside(w.state())?.keys).toEqual(
    expect.arrayContaining(['beginFrom', 'tokenizer', 'maxSteps']),
  );
  expect(changedBeside(w.state())?.keys).not.toContain('hiddenSize');
  settings.takeBack();
  expect(w.state()).toMatchObject({ settings: before.settings, auto: before.auto });
  expect(changedBeside(w.state())).toBeUndefined();
});

it('forgets what a change changed besides with the next one, and with another text', () => {
  const { settings } = w.app;
  settings.restoreDefaults();
  w.prepared({ facts: READ_BY_STARTER });
  settings.change({ hiddenSize: 32 });
  settings.change({ maxSteps: 9 });
  expect(changedBeside(w.state())).toBeUndefined();
  settings.change({ beginFrom: 'starter' });
  expect(changedBeside(w.state())?.keys).toContain('hiddenSize');
  w.app.text.takeCopy('Other', 'Another text.');
  expect(changedBeside(w.state())).toBeUndefined();
});
