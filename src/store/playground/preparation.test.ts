import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, TEXT_KEYS } from '../../config/settings';
import { type TestApp, testApp } from '../testApp';

let w: TestApp;
beforeEach(() => {
  vi.useFakeTimers();
  w = testApp();
  w.app.text.takeCopy('Your text', 'First text.');
  return () => vi.useRealTimers();
});

const jobs = () => w.texts.of('prepare').length;

it('asks for the text shown, by the settings that cut it', () => {
  expect(w.texts.last('prepare')).toMatchObject({
    ...{ jobId: 1, textId: 1, text: 'First text.', language: undefined },
    ...{ settings: DEFAULT_SETTINGS, auto: [] },
  });
  expect(w.state()).toMatchObject({ preparing: { phase: 'counting', fraction: 0 } });
  w.texts.say({ type: 'progress', jobId: 1, phase: 'learning', fraction: 0.5 });
  expect(w.state().preparing).toEqual({ phase: 'learning', fraction: 0.5 });
  w.prepared();
  expect(w.texts.last('shown').jobId).toBe(1);
  const { prepared, source, preparing } = w.state();
  expect(preparing).toBeUndefined();
  expect(prepared).toMatchObject({ jobId: 1, source });
  expect(Object.keys(prepared!.madeFor)).toEqual([...TEXT_KEYS]);
});

it('asks for the whole of a long text', () => {
  const stored = { blob: new Blob(['long']) };
  w.app.store.setState(({ source }) => ({ source: { ...source, stored } }));
  w.app.text.prepare();
  expect(w.texts.last('prepare').text).toBe(stored.blob);
});

it('hears nothing of an earlier job', () => {
  w.app.text.takeCopy('Other', 'Other.');
  const before = w.state();
  w.texts.say({ type: 'progress', jobId: 1, phase: 'learning', fraction: 0.5 });
  w.texts.say({ type: 'failed', jobId: 1, reason: 'No.' });
  w.texts.say({ type: 'prepared', jobId: 1, prepared: {} as never, problem: undefined });
  expect(w.state()).toBe(before);
});

it('says so where it failed, and nothing that waited for the text comes later', () => {
  w.app.run.train();
  w.texts.say({ type: 'failed', jobId: 1, reason: 'It has no words.' });
  expect(w.state().preparing).toBeUndefined();
  expect(w.state().textProblem).toMatchObject({
    ...{ what: 'The text could not be prepared.', why: 'It has no words.' },
    advice: expect.stringContaining('Your text is kept.'),
  });
  w.app.text.takeCopy('Other', 'Other.');
  expect(w.state().textProblem).toBeUndefined();
  w.prepared();
  w.loaded();
  expect(w.trainer.types()).not.toContain('train');
});

it('says what is wrong with a text that can be used all the same', () => {
  const problem = { kind: 'text', what: 'It repeats itself.', why: 'So.', advice: 'Go.' } as const;
  const { prepared } = { prepared: w.texts.last('prepare') };
  w.prepared();
  w.app.text.prepare();
  const { jobId } = w.texts.last('prepare');
  expect(jobId).toBe(prepared.jobId + 1);
  w.texts.say({ type: 'prepared', jobId, prepared: w.state().prepared!, problem });
  expect(w.state().textProblem).toEqual(problem);
});

it('waits until the person rests from typing', () => {
  w.app.text.type('A');
  vi.advanceTimersByTime(399);
  w.app.text.type('A c');
  vi.advanceTimersByTime(399);
  expect(jobs()).toBe(1);
  expect(w.state().source.text).toBe('A c');
  vi.advanceTimersByTime(1);
  expect(jobs()).toBe(2);
  expect(w.texts.last('prepare').text).toBe('A c');
  // Prepared for another reason it is not prepared again.
  w.app.text.type('A cat');
  w.app.text.prepare();
  vi.runAllTimers();
  expect(jobs()).toBe(3);
});

it('prepares a text that nothing has, once', () => {
  w.app.text.ensure();
  expect(jobs()).toBe(1); // it is being prepared
  w.prepared();
  w.app.text.ensure();
  expect(jobs()).toBe(1);
  w.app.text.type('Typed.');
  w.app.text.ensure();
  expect(jobs()).toBe(2);
});

it('ends with its worker; the next need prepares the text anew', () => {
  w.prepared();
  w.texts.die('out of memory');
  expect(w.state()).toMatchObject({
    ...{ preparing: undefined, prepared: undefined },
    textProblem: { kind: 'text', what: 'The text worker stopped.' },
  });
  expect(w.state().textProblem?.advice).toContain('use a smaller part');
  w.app.text.ensure();
  expect(jobs()).toBe(2);
  w.texts.die('no such thing');
  expect(w.state().textProblem?.what).toBe('The text worker could not start.');
  expect(w.state().textProblem?.advice).toContain('Reload the page.');
});

it('prepares the text with a second worker where the first one goes, and not with a third', () => {
  const heard = () => {
    const { jobId } = w.texts.last('prepare');
    w.texts.say({ type: 'progress', jobId, phase: 'counting', fraction: 0.5 });
  };
  w.app.run.train(); // waits for the text
  heard();
  w.texts.die('out of memory');
  expect(jobs()).toBe(2);
  expect(w.state().notice).toContain('The text worker stopped. A new one reads the text again.');
  expect(w.state().preparing).toEqual({ phase: 'counting', fraction: 0 });
  heard();
  w.texts.die('out of memory');
  expect(jobs()).toBe(2);
  expect(w.state()).toMatchObject({
    preparing: undefined,
    textProblem: { what: 'The text worker stopped. So did another one on this text.' },
  });
  expect(w.state().notice).not.toContain('reads the text again');
  w.app.text.ensure(); // as Train does
  heard();
  w.texts.die('out of memory');
  expect(jobs()).toBe(3);
  // Another text may have done nothing of the kind.
  w.app.text.type('Another text.');
  vi.runAllTimers();
  heard();
  w.texts.die('out of memory');
  expect(jobs()).toBe(5);
  expect(w.state().textProblem).toBeUndefined();
});

it('has the run that waits begin once the second worker has prepared the text', () => {
  w.prepared();
  w.app.text.type('Another text.');
  vi.runAllTimers();
  w.app.run.train();
  w.texts.die('out of memory');
  w.prepared();
  expect(w.trainer.types()).toContain('load');
  expect(w.state().run.waiting.begins).toBe('train');
});

it('shows pages of the text as they come', () => {
  w.prepared();
  const { pages } = w.app.text;
  expect(pages.get(1, 0)).toBeUndefined();
  expect(w.texts.last('read')).toEqual({ type: 'read', jobId: 1, page: 0 });
  w.texts.say({ type: 'noPage', jobId: 1, page: 0 });
  pages.get(1, 0);
  expect(w.texts.of('read')).toHaveLength(2);
  w.texts.say({ type: 'page', jobId: 1, page: 0, units: [] });
  expect(pages.get(1, 0)).toEqual([]);
});

it('measures vocabulary sizes once, of a text that is prepared', () => {
  const sizes = () => w.texts.of('sizes').length;
  w.app.text.measureSizes();
  expect(sizes()).toBe(0);
  w.prepared();
  w.app.text.measureSizes();
  w.app.text.measureSizes();
  expect(sizes()).toBe(1);
  expect(w.state().sizes).toEqual({ jobId: 1, points: [], done: false });
  const points = [{ vocabSize: 64, tokensPerWord: 2, unknownShare: 0 }];
  w.texts.say({ type: 'sizes', jobId: 9, points, done: true });
  expect(w.state().sizes?.points).toEqual([]);
  w.texts.say({ type: 'sizes', jobId: 1, points, done: true });
  expect(w.state().sizes).toEqual({ jobId: 1, points, done: true });
  w.app.text.prepare();
  expect(w.state().sizes).toBeUndefined();
  w.app.text.measureSizes();
  expect(sizes()).toBe(1);
  w.texts.say({ type: 'sizes', jobId: 1, points, done: true }); // nobody asked any more
  expect(w.state().sizes).toBeUndefined();
});

it('draws masks anew, and shows the text in a view of the person’s choice', () => {
  w.app.text.drawAgain();
  w.app.text.drawAgain();
  expect(w.state().draw).toBe(2);
  w.app.text.showAs('edit');
  expect(w.state().textView).toBe('edit');
  w.app.text.takeCopy('Other', 'Other.');
  expect(w.state().draw).toBe(0);
});

it('locates chosen words of the text shown only', () => {
  w.prepared();
  w.app.text.toggleByHand(3, [1, 2]);
  const tokens = Uint32Array.of(5, 6);
  w.texts.say({ type: 'located', jobId: 9, offsets: [3], tokens });
  expect([...w.state().byHand]).toEqual([[3, [1, 2]]]);
  w.texts.say({ type: 'located', jobId: 1, offsets: [3], tokens });
  expect([...w.state().byHand]).toEqual([[3, [5, 6]]]);
  expect([...w.app.text.chosenIn(w.state().source).keys()]).toEqual([3]);
});

it('decides no setting that a person has set while the text was being prepared', () => {
  w.app.settings.restoreDefaults();
  w.app.text.prepare();
  expect(w.texts.last('prepare').auto).toContain('maxSteps');
  w.app.settings.change({ maxSteps: 77 });
  w.prepared();
  expect(w.state().settings.maxSteps).toBe(77);
});
