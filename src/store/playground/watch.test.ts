import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MASK_ID, SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { PLAY_EVERY_MS } from './playback';
import { settings, type TestWatch, TOKENS, testWatch, VOCABULARY } from './testWatch';
import { LOOK_EVERY_MS } from './watch';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the history of a sentence', () => {
  it('is what was recorded; what is live is the newest look', () => {
    const w = testWatch();
    expect(w.last('look')!.look).toMatchObject({ record: true, blanks: [2] });
    w.see(0);
    w.see(1);
    w.see(4, false);
    w.see(5);
    w.see(7, false);
    expect(w.kept()).toEqual([0, 1, 5]);
    expect(w.shown()).toBe(7);
    w.watch.scrub(1);
    w.see(8);
    expect(w.shown()).toBe(1);
    w.watch.scrub('live');
    expect(w.shown()).toBe(8);
  });

  it('takes recordings of the sentence that nobody asked for, and none of another', () => {
    const w = testWatch();
    const before = w.lookId();
    w.see(0);
    w.watch.look();
    w.see(1, true, before); // on its way when the question was asked again
    expect(w.kept()).toEqual([0, 1]);
    w.watch.toggleBlank(0);
    expect(w.kept()).toEqual([]);
    w.see(2, true, before);
    expect(w.kept()).toEqual([]);
    w.see(4, false); // where it was changed its history begins
    w.see(6, false);
    w.see(8);
    expect(w.kept()).toEqual([4, 8]);
  });

  it('goes back with a run whose loss was not a number', () => {
    const w = testWatch();
    for (const step of [0, 1, 2, 3, 5, 8]) w.see(step);
    w.watch.scrub(5);
    w.see(4, false);
    expect(w.moments()).toEqual([0, 1, 2, 3, 4]);
    expect(w.shown()).toBe(3);
    w.watch.forgetLater(4); // it trains on
    expect(w.kept()).toEqual([0, 1, 2, 3]);
    w.see(5);
    expect(w.kept()).toEqual([0, 1, 2, 3, 5]);
  });

  it('has the later moments again where the model goes to its last step after all', () => {
    const w = testWatch();
    for (const step of [0, 1, 2, 3, 5, 8]) w.see(step);
    w.see(3);
    expect(w.moments()).toEqual([0, 1, 2, 3]);
    w.see(8);
    expect(w.moments()).toEqual([0, 1, 2, 3, 5, 8]);
  });

  it('shows the same moment while others come and go', () => {
    const w = testWatch();
    for (let step = 0; step < 100; step++) w.see(step);
    w.watch.scrub(90);
    for (let step = 100; step < 200; step++) {
      w.see(step);
    }
    expect(w.kept().length).toBeLessThan(200); // thinned once
    const before = w.kept().filter((step) => step <= 90);
    expect(w.shown()).toBe(before.at(-1)); // itself, or the one before it where it was let go
    expect(w.shown()).toBeGreaterThanOrEqual(89);
  });

  it('is asked for at intervals while training, and a recording counts as an answer', () => {
    const w = testWatch();
    w.status('running');
    const count = () => w.asked.length;
    const before = count();
    w.see(0);
    vi.advanceTimersByTime(LOOK_EVERY_MS - 1);
    w.see(1);
    vi.advanceTimersByTime(LOOK_EVERY_MS - 1);
    expect(count()).toBe(before);
    vi.advanceTimersByTime(1);
    expect(count()).toBe(before + 1);
  });
});

describe('a sentence that is written over', () => {
  it('keeps its history and its answers where nothing was changed', () => {
    const w = testWatch();
    w.watch.fill('the [MASK] sat \\[MASK] ___');
    w.see(0);
    w.watch.toggleBlank(2);
    w.see(1);
    const { specimen, views } = w.state();
    const asked = w.asked.length;
    expect(w.watch.fill('the [MASK] [MASK] \\[MASK] ___', specimen)).toBeUndefined();
    expect(w.state().specimen).toBe(specimen);
    expect(w.state().views).toBe(views);
    expect(w.asked.length).toBe(asked);
  });

  it('lends its words only while it is the one that is watched', () => {
    const w = testWatch();
    w.watch.fill('the [MASK] sat');
    w.watch.toggleBlank(2);
    const { specimen } = w.state();
    w.watch.fill('cat [MASK] [MASK]', specimen);
    const known = () => w.state().specimen!.tokens.map(({ id }) => TOKENS[id]);
    expect(known()).toEqual(['cat', '[MASK]', '[MASK]']);
    w.watch.fill('the cat ___');
    w.watch.toggleBlank(1);
    w.watch.fill('mat [MASK] ___ the', w.state().specimen);
    expect(known()).toEqual(['mat', '[MASK]', '[MASK]', 'the']);
    w.watch.fill('the cat mat ___');
    w.watch.toggleBlank(1);
    const old = w.state().specimen;
    w.watch.fill('mat [MASK] mat ___', old);
    expect(known()).toEqual(['mat', 'cat', 'mat', '[MASK]']);
    w.watch.fill('sat [MASK] mat ___', old); // no longer watched
    expect(known()).toEqual(['sat', '[MASK]', 'mat', '[MASK]']);
  });

  it('keeps a blank that the person wrote, with what was seen of it, and says why', () => {
    const w = testWatch();
    w.watch.fill('cat [MASK]');
    w.see(0);
    const { specimen, views } = w.state();
    expect(w.watch.toggleBlank(1)).toContain('nobody knows its word');
    expect(w.state()).toMatchObject({ specimen, views, from: 1 });
    expect(w.watch.toggleBlank(0)).toBeUndefined();
  });

  it('keeps the blanks that were clicked when another text is loaded', () => {
    const w = testWatch();
    w.watch.fill('the cat sat ___');
    w.watch.toggleBlank(1);
    w.load(settings, { ...VOCABULARY, tokens: [...SPECIAL_TOKENS, 'cat', 'the'] });
    w.watch.onLoaded();
    expect(w.state().specimen).toMatchObject({ source: { kind: 'own' }, blanks: [1, 3] });
    expect([...w.last('look')!.look.inputIds]).toEqual([2, 6, MASK_ID, 1, MASK_ID, 3]);
  });
});

describe('playback', () => {
  const played = (w: TestWatch, ticks: number) => {
    const steps = [w.shown()];
    for (let i = 0; i < ticks; i++) {
      vi.advanceTimersByTime(PLAY_EVERY_MS);
      steps.push(w.shown());
    }
    return steps;
  };

  it('goes from the first moment to the newest and rests there', () => {
    const w = testWatch();
    for (const step of [0, 1, 2]) w.see(step);
    w.see(4, false);
    w.watch.play();
    expect(w.state().playing).toBe(true);
    expect(played(w, 3)).toEqual([0, 1, 2, 4]);
    expect(w.state()).toMatchObject({ playing: false, shown: 'live' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on from the moment that was scrubbed to, and stops at a scrub', () => {
    const w = testWatch();
    for (const step of [0, 1, 2, 3, 5, 8]) w.see(step);
    w.watch.scrub(2);
    w.watch.play();
    expect(played(w, 1)).toEqual([2, 3]);
    w.watch.scrub(1);
    expect(played(w, 3)).toEqual([1, 1, 1, 1]);
    expect(w.state().playing).toBe(false);
    w.watch.play();
    w.watch.stopPlaying();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends with the sentence, and has nothing to play without a past', () => {
    const w = testWatch();
    for (const step of [0, 1, 2]) w.see(step);
    w.watch.play();
    w.watch.toggleBlank(0);
    expect(w.state().playing).toBe(false);
    vi.advanceTimersByTime(PLAY_EVERY_MS);
    expect(vi.getTimerCount()).toBe(0);
    w.see(5);
    w.watch.play();
    expect(w.state().playing).toBe(false);
  });
});
