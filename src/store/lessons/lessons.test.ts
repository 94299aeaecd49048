import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubLocalStorage } from '../../storage/testLocalStorage';
import { savedRun, stateOf } from '../../storage/testRuns';
import { PATIENT, type TestApp, testApp } from '../testApp';

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
    w.app.lessons.leave();
    await vi.waitFor(() => expect(w.texts.last('prepare').text).toBe('A cat. A dog.'), PATIENT);
    w.prepared();
    expect(w.trainer.last('load')).toMatchObject({ state: stateOf(10), settings });
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
