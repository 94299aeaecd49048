import { beforeEach, describe, expect, it, vi } from 'vitest';
import { soon } from '../base/testSoon';
import { stubLocalStorage } from '../storage/testLocalStorage';
import type { Notes } from '../store/lessons/state';
import { type TestApp, testApp } from '../store/testApp';
import type { Lesson, Step } from './lesson';
import { type Player, playLesson } from './player';

/** A lesson whose steps are done once the mask ratio is so many percent. */
const step = (id: string, percent: number, rest: Partial<Step> = {}): Step => ({
  ...{ id, title: id, say: [], task: '' },
  check: ({ settings }) => settings.mlmProbability === percent / 100 && { seen: percent },
  doIt: ({ settings }) => void settings.change({ mlmProbability: percent / 100 }),
  ...rest,
});
const lesson = (...steps: readonly Step[]): Lesson => ({
  ...{ id: 'masks', aim: '', belief: '', steps, verdict: () => [], questions: [], sources: [] },
  further: { say: '' },
});

let w: TestApp;
let player: Player;
const open = () => w.state().lessons.open!;
const play = (...steps: readonly Step[]) => {
  w.app.lessons.open('masks');
  player = playLesson(w.app, lesson(...steps));
};
const isReady = () => soon(() => expect(open().isReady).toBe(true));
const change = (percent: number) => w.app.settings.change({ mlmProbability: percent / 100 });

beforeEach(() => {
  stubLocalStorage();
  w = testApp();
  w.app.text.takeCopy('Your text', 'A cat.');
  w.prepared();
  w.loaded();
  return () => player.stop();
});

describe('a step of a lesson', () => {
  it('sets the page up, then waits until the person has done it, and notes what was seen', async () => {
    const begin = vi.fn<NonNullable<Step['begin']>>(
      ({ settings }) => void settings.change({ mlmProbability: 0.2 }),
    );
    play(step('a', 40, { begin }));
    await isReady();
    expect(begin).toHaveBeenCalledTimes(1);
    expect(open().end).toBeUndefined();
    change(30);
    expect(open().end).toBeUndefined();
    change(40);
    expect(open()).toMatchObject({ end: 'done', notes: { seen: 40 } });
    expect(w.state().lessons.progress.masks).toEqual(['done']);
    // What comes after its end changes nothing.
    change(40);
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it('is not done before the page is set up, nor before the person has bet', async () => {
    let resolve = () => {};
    const begin = () => new Promise<void>((done) => (resolve = done));
    const bet = { kind: 'word', label: '' } as const;
    play(step('a', 40, { begin, bet }));
    change(40);
    expect(open()).toMatchObject({ isReady: false, end: undefined });
    resolve();
    await isReady();
    expect(open().end).toBeUndefined();
    w.app.lessons.note({ a: 'cat' });
    expect(open().end).toBe('done');
  });

  it('done for the person counts as watched, without a bet', async () => {
    play(step('a', 40, { bet: { kind: 'word', label: '' } }));
    await isReady();
    await player.doIt();
    expect(w.state().settings.mlmProbability).toBe(0.4);
    expect(open().end).toBe('watched');
    expect(w.state().lessons.progress.masks).toEqual(['watched']);
    // Done once more by the person it counts as done; after that it stays so.
    w.app.lessons.goTo(0);
    await isReady();
    change(20);
    w.app.lessons.note({ a: 'dog' });
    change(40);
    expect(w.state().lessons.progress.masks).toEqual(['done']);
    w.app.lessons.goTo(0);
    await isReady();
    w.app.lessons.endStep('skipped');
    expect(w.state().lessons.progress.masks).toEqual(['done']);
  });

  it('covers what it says until it has ended', async () => {
    play(
      step('a', 40, { covers: ({ a }) => (a === undefined ? ['guesses'] : ['heads']) }),
      step('b', 50),
    );
    await isReady();
    expect(open().covers).toEqual(['guesses']);
    w.app.lessons.note({ a: 'cat' });
    expect(open().covers).toEqual(['heads']);
    change(40);
    expect(open().covers).toEqual([]);
    w.app.lessons.goTo(0);
    expect(open().covers).toEqual(['heads']);
    w.app.lessons.goTo(1);
    expect(open().covers).toEqual([]);
  });

  it('keeps covered what the steps after it ask for', async () => {
    play(step('a', 40, { covers: () => ['guesses', 'exact'], coversAfter: ['exact'] }));
    await isReady();
    change(40);
    expect(open()).toMatchObject({ end: 'done', covers: ['exact'] });
  });

  it('remembers what was seen on the way, and ends with what was then measured', async () => {
    let resolve = (_notes: Notes) => {};
    const measure = vi.fn<NonNullable<Step['measure']>>(
      () => new Promise((done) => (resolve = done)),
    );
    const remember: Step['remember'] = ({ settings }, { least = 1 }) => ({
      least: Math.min(Number(least), settings.mlmProbability),
    });
    play(step('a', 40, { remember, measure }));
    await isReady();
    change(20);
    change(30);
    expect(open().notes).toEqual({ least: 0.15 });
    change(10);
    change(40);
    expect(open()).toMatchObject({ end: undefined, notes: { least: 0.1, seen: 40 } });
    change(30);
    change(40);
    expect(measure).toHaveBeenCalledTimes(1);
    expect(measure.mock.calls[0]![1]).toEqual({ least: 0.1, seen: 40 });
    resolve({ found: 7 });
    await soon(() => expect(open().end).toBe('done'));
    expect(open().notes).toMatchObject({ found: 7 });
  });

  it('says why it could not be measured, and can be begun again', async () => {
    const measure = vi.fn<NonNullable<Step['measure']>>(async () => ({}));
    measure.mockRejectedValueOnce(new Error('The model is gone.'));
    play(step('a', 40, { measure }));
    await isReady();
    change(40);
    await soon(() => expect(open().trouble).toBe('The model is gone.'));
    w.app.lessons.goTo(0);
    await soon(() => expect(open().end).toBe('done'));
  });

  it('that cannot be set up says why, and can be begun again', async () => {
    let fails = true;
    const begin = () => {
      if (fails) throw new Error('The text could not be read.');
    };
    play(step('a', 40, { begin }));
    await soon(() => expect(open().trouble).toBe('The text could not be read.'));
    change(40);
    expect(open().end).toBeUndefined();
    fails = false;
    w.app.lessons.goTo(0);
    await isReady();
    expect(open()).toMatchObject({ trouble: undefined, end: 'done' });
  });

  it('that was left while it was set up sets nothing up', async () => {
    let resolve = () => {};
    const begin = () => new Promise<void>((done) => (resolve = done));
    play(step('a', 40, { begin }), step('b', 50));
    w.app.lessons.goTo(1);
    await isReady();
    resolve();
    await new Promise((done) => setTimeout(done));
    expect(open()).toMatchObject({ step: 1, isReady: true, end: undefined });
    player.stop();
    change(50);
    expect(open().end).toBeUndefined();
  });
});
