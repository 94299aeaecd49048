import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../base/testSoon';
import type { Settings } from '../../config/settings';
import { stubLocalStorage } from '../../storage/testLocalStorage';
import { savedRun, stateOf } from '../../storage/testRuns';
import { LANGUAGE, RESULT } from '../experiments/testLanguage';
import { type TestApp, testApp } from '../testApp';

let w: TestApp;
beforeEach(() => {
  stubLocalStorage();
  w = testApp();
  w.app.text.takeCopy('Your text', 'A cat. A dog.');
  w.prepared();
  w.loaded();
});

/** What a lesson does to the page. */
const takeOver = () => {
  w.app.settings.change({ mlmProbability: 0.4, vocabSize: 300 });
  w.app.text.takeCopy('Other', 'Other.');
  w.prepared();
  w.loaded();
};

/** A run of ten steps, in whose place a lesson trains one of its own. Returns its settings. */
function takeRunOver() {
  w.runIs('paused', 10);
  const { runId } = w.state().run;
  w.app.lessons.open('masks');
  takeOver();
  w.app.run.reset();
  w.loaded();
  const { settings } = w.trainer.of('load').find((load) => load.runId === runId)!;
  const { exam } = savedRun('x');
  const snapshot = { state: stateOf(10), settings, changed: [], exam };
  w.trainer.say({ type: 'kept', runId, snapshot });
  // The lesson's own run makes room for another too.
  w.runIs('paused', 5);
  w.app.run.reset();
  w.loaded();
  w.trainer.say({ type: 'kept', runId: runId + 1, snapshot: { ...snapshot, state: stateOf(5) } });
  return settings;
}

/** A run is put aside, and one with another seed takes its place. */
function compareTwo() {
  w.runIs('paused', 10);
  const { run, settings } = w.state();
  w.app.again.with({ seed: settings.seed + 1 });
  const { exam } = savedRun('x');
  const snapshot = { state: stateOf(10), settings, changed: [], exam };
  w.trainer.say({ type: 'kept', runId: run.runId, snapshot, other: 'compare' });
  w.loaded();
}

async function expectRun(settings: Settings) {
  await soon(() => expect(w.texts.last('prepare').text).toBe('A cat. A dog.'));
  w.prepared();
  expect(w.trainer.last('load')).toMatchObject({ state: stateOf(10), settings });
}

const experiments = () => w.state().experiments;
const languageReady = () => {
  const { languageId } = w.experiments.last('language');
  w.experiments.say({ type: 'language', languageId, language: LANGUAGE });
};

/** Three models of a language of one's own, trained for 300 steps. */
function trainThree() {
  w.app.experiments.openOwn('a = x y .');
  languageReady();
  w.app.experiments.setMaxSteps(300);
  w.app.experiments.trainTwins();
  const { jobId } = w.experiments.last('runs');
  for (const runId of ['left', 'right', 'both']) {
    w.experiments.say({ type: 'done', jobId, runId, result: RESULT });
  }
  return { jobId, runs: experiments().twins };
}

describe('a lesson', () => {
  it('gives text and settings back when it is left', () => {
    const { source, settings } = w.state();
    w.app.lessons.open('masks');
    takeOver();
    w.app.show('experiments');
    w.app.lessons.leave();
    expect(w.state()).toMatchObject({ part: 'playground', source, settings });
    expect(w.state().lessons.open).toBeUndefined();
    expect(w.state().undo).toBeUndefined();
    expect(w.texts.last('prepare').text).toBe('A cat. A dog.');
  });

  it('gives settings back that it changed on the text and the run that were there', () => {
    const { settings } = w.state();
    w.app.lessons.open('masks');
    w.app.settings.change({ mlmProbability: 0.8 });
    w.app.lessons.leave();
    expect(w.state().settings).toEqual(settings);
    expect(w.texts.of('prepare')).toHaveLength(1);
  });

  it('leaves the page alone where nothing was changed', () => {
    w.app.lessons.open('masks');
    w.texts.forget();
    w.trainer.forget();
    w.app.lessons.leave();
    expect(w.texts.types()).toEqual([]);
    expect(w.trainer.types()).toEqual([]);
  });

  it('brings back the run that it took the place of, not one of its own', async () => {
    const settings = takeRunOver();
    w.app.lessons.leave();
    await expectRun(settings);
  });

  it.each(['leave', 'stay'] as const)('%s: two runs are compared again', (end) => {
    compareTwo();
    const { earlier } = w.state().again;
    w.app.lessons.open('before');
    expect(w.state().again.earlier).toBeUndefined();
    w.app.lessons.open('masks'); // from one lesson to the next
    w.app.lessons[end]();
    expect(w.state().again.earlier).toBe(earlier);
  });

  it('stays with two runs that the lesson itself compares', () => {
    compareTwo();
    const { earlier } = w.state().again;
    w.app.lessons.open('before');
    compareTwo();
    w.app.lessons.stay();
    expect(w.state().again.earlier).toBeDefined();
    expect(w.state().again.earlier).not.toBe(earlier);
  });

  it('stays, if the person wants that', () => {
    w.app.lessons.open('masks');
    takeOver();
    const { source } = w.state();
    w.app.lessons.stay();
    expect(w.state()).toMatchObject({ source, lessons: { open: undefined } });
    w.app.lessons.open('tokens');
    w.app.lessons.leave();
    expect(w.state().source).toBe(source);
  });

  it('stays, and the run that it took the place of can be had back', async () => {
    const settings = takeRunOver();
    const { runId } = w.state().run;
    w.app.lessons.stay();
    expect(w.state().run.runId).toBe(runId);
    expect(w.state().undo).toMatchObject({ brings: 'your run of 10 steps on “Your text”' });
    w.app.undo.undo();
    await expectRun(settings);
  });

  it.each(['leave', 'stay'] as const)(
    '%s: three models of another language are there again',
    (end) => {
      const twins = trainThree();
      w.app.lessons.open('both-sides');
      expect(experiments().twins).toEqual([]);
      w.app.experiments.openOwn('a = b c .');
      languageReady();
      w.app.experiments.setMaxSteps(7);
      w.app.experiments.trainTwins();
      w.app.lessons[end]();
      expect(experiments()).toMatchObject({
        grammar: 'a = x y .',
        maxSteps: 300,
        twins: twins.runs,
      });
      expect(experiments().running).toBeUndefined();
      expect(w.experiments.types().slice(-2)).toEqual(['stop', 'bringBack']);
      w.app.experiments.nextSpecimen();
      expect(w.experiments.last('look').jobId).toBe(twins.jobId);
    },
  );

  it('leaves in Experiments what the person wants to stay with, if no models were there', () => {
    w.app.experiments.openOwn('a = x y .');
    languageReady();
    w.app.lessons.open('both-sides');
    w.app.experiments.openOwn('a = b c .');
    languageReady();
    w.app.lessons.stay();
    expect(experiments().grammar).toBe('a = b c .');
  });

  it('opens the language anew whose worker has died meanwhile', () => {
    trainThree();
    w.app.lessons.open('both-sides');
    w.app.experiments.openOwn('a = b c .');
    languageReady();
    w.experiments.die('out of memory');
    w.app.lessons.leave();
    expect(w.experiments.types()).not.toContain('bringBack');
    expect(experiments().twins).toEqual([]);
  });

  it('keeps in the browser which of its steps have ended', () => {
    w.app.lessons.open('masks');
    w.app.lessons.goTo(1);
    w.app.lessons.endStep('skipped');
    expect(w.state().lessons.progress).toEqual({ masks: [undefined, 'skipped'] });
    const later = testApp();
    later.app.lessons.list();
    expect(later.state().lessons).toMatchObject({
      isListed: true,
      progress: { masks: [undefined, 'skipped'] },
    });
  });

  it('begins without progress where what is kept cannot be read', () => {
    for (const raw of ['{', 'null', '{"masks":7,"other":["done"]}', '{"masks":["won"]}']) {
      localStorage.setItem('cloze:lessons', raw);
      w.app.lessons.list();
      const { masks } = w.state().lessons.progress;
      expect(masks?.filter((end) => end !== undefined) ?? []).toEqual([]);
    }
  });
});
