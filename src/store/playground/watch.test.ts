import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { TrainerRequest } from '../../protocol/trainer';
import { MASK_ID, SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import type { AppState } from '../app';
import { createApp } from '../app';
import { type ComparedRun, comparedWith } from './compare';
import { PLAY_EVERY_MS } from './playback';
import { testView } from './testView';
import { createWatchActions, forgetSeen, LOOK_EVERY_MS, shownView } from './watch';

const WORDS = ['the', 'cat', 'sat', 'mat'];
const TOKENS = [...SPECIAL_TOKENS, ...WORDS];
const VOCABULARY = { tokens: TOKENS, doLowerCase: true, stripAccents: false };
const settings = { ...DEFAULT_SETTINGS, numHiddenLayers: 1, numAttentionHeads: 2 };

const SAVED: ComparedRun = {
  ...{ id: 'a', name: 'Run A', settings, vocabulary: [...TOKENS] },
  parameters: Float32Array.of(1, 2, 3),
};

/** A model that is ready, over a trainer that only notes what it is asked. */
function setUp() {
  const { store } = createApp();
  const asked: TrainerRequest[] = [];
  const trainer = { post: (request: TrainerRequest) => asked.push(request), terminate: () => {} };
  const watch = createWatchActions(store, trainer);
  const load = (of = settings, vocabulary = VOCABULARY) =>
    store.setState((s) => ({
      run: {
        ...s.run,
        runId: s.run.runId + 1,
        status: 'ready',
        loaded: { prepared: { vocabulary, cut: { candidates: [] } }, settings: of },
        facts: {},
      } as unknown as AppState['run'],
      watch: forgetSeen(s.watch),
    }));
  load();
  const last = <T extends TrainerRequest['type']>(type: T) =>
    asked.findLast((r): r is Extract<TrainerRequest, { type: T }> => r.type === type);
  const lookId = () => last('look')!.look.requestId;
  /** The trainer sends a view of the present sentence. */
  const see = (step: number, recorded = true, requestId = lookId()) =>
    watch.onView(testView(step, { recorded, requestId }));
  const state = () => store.getState().watch;
  const kept = () => state().views.map((v) => v.step);
  const shown = () => shownView(state())?.step;
  const status = (now: AppState['run']['status']) =>
    store.setState((s) => ({ run: { ...s.run, status: now } }));
  watch.fill('cat [MASK]');
  return { watch, store, asked, load, last, lookId, see, state, kept, shown, status };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the history of a sentence', () => {
  it('is what was recorded; what is live is the newest look', () => {
    const w = setUp();
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
    const w = setUp();
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
    const w = setUp();
    for (const step of [0, 1, 2, 3, 5, 8]) w.see(step);
    w.watch.scrub(5);
    w.see(4, false);
    expect(w.kept()).toEqual([0, 1, 2, 3]);
    expect(w.shown()).toBe(3);
    w.see(5);
    expect(w.kept()).toEqual([0, 1, 2, 3, 5]);
  });

  it('shows the same moment while others come and go', () => {
    const w = setUp();
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
    const w = setUp();
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
    const w = setUp();
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
    const w = setUp();
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

  it('keeps the blanks that were clicked when another text is loaded', () => {
    const w = setUp();
    w.watch.fill('the cat sat ___');
    w.watch.toggleBlank(1);
    w.load(settings, { ...VOCABULARY, tokens: [...SPECIAL_TOKENS, 'cat', 'the'] });
    w.watch.onLoaded();
    expect(w.state().specimen).toMatchObject({ source: { kind: 'own' }, blanks: [1, 3] });
    expect([...w.last('look')!.look.inputIds]).toEqual([2, 6, MASK_ID, 1, MASK_ID, 3]);
  });
});

describe('playback', () => {
  const played = (w: ReturnType<typeof setUp>, ticks: number) => {
    const steps = [w.shown()];
    for (let i = 0; i < ticks; i++) {
      vi.advanceTimersByTime(PLAY_EVERY_MS);
      steps.push(w.shown());
    }
    return steps;
  };

  it('goes from the first moment to the newest and rests there', () => {
    const w = setUp();
    for (const step of [0, 1, 2]) w.see(step);
    w.see(4, false);
    w.watch.play();
    expect(w.state().playing).toBe(true);
    expect(played(w, 3)).toEqual([0, 1, 2, 4]);
    expect(w.state()).toMatchObject({ playing: false, shown: 'live' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on from the moment that was scrubbed to, and stops at a scrub', () => {
    const w = setUp();
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
    const w = setUp();
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

describe('the moment compared with', () => {
  const name = (w: ReturnType<typeof setUp>) => comparedWith(w.state(), shownView(w.state()))?.name;

  it('is the first, or one that was pinned, until the sentence changes', () => {
    const w = setUp();
    for (const step of [0, 1, 2, 3]) w.see(step);
    expect(name(w)).toBeUndefined();
    w.watch.compareWith('first');
    expect(name(w)).toBe('step 0');
    w.watch.scrub(2);
    w.watch.pin(shownView(w.state())!);
    w.watch.scrub(0);
    expect(name(w)).toBe('step 2, pinned');
    w.watch.compareWith('first');
    expect(w.state().pinned?.step).toBe(2);
    w.watch.compareWith('pinned');
    w.watch.toggleBlank(0);
    w.see(4);
    expect(name(w)).toBeUndefined();
    expect(w.state()).toMatchObject({ compare: { with: 'nothing' }, pinned: undefined });
  });
});

describe('another run compared with', () => {
  const name = (w: ReturnType<typeof setUp>) => comparedWith(w.state(), shownView(w.state()))?.name;
  const { length, layers, heads, attentions } = testView(0);
  const maps = { length, layers, heads, attentions };

  it('is asked what it looks at, in each sentence anew', () => {
    const w = setUp();
    w.see(0);
    expect(w.watch.compareWithRun(SAVED)).toBeUndefined();
    const first = w.last('reference')!;
    expect(first.model).toEqual({
      ...{ settings, vocabSize: TOKENS.length, parameters: SAVED.parameters },
    });
    expect([...first.look.inputIds]).toEqual([2, 6, MASK_ID, 3]);
    expect(name(w)).toBeUndefined();
    w.watch.onReference({ requestId: first.look.requestId, maps });
    expect(name(w)).toBe('“Run A”');

    w.watch.fill('the [MASK] sat');
    w.see(0);
    expect(name(w)).toBeUndefined();
    const second = w.last('reference')!;
    expect([...second.look.inputIds]).toEqual([2, 5, MASK_ID, 7, 3]);
    w.watch.onReference({ requestId: first.look.requestId, maps }); // of the old sentence
    expect(name(w)).toBeUndefined();
    w.watch.onReference({ requestId: second.look.requestId, maps });
    expect(name(w)).toBe('“Run A”');

    w.watch.compareWithRun(undefined);
    expect(name(w)).toBeUndefined();
    w.watch.toggleBlank(0);
    expect(w.last('reference')).toBe(second);
  });

  it.each<[string, Partial<ComparedRun>]>([
    ['other tokens', { vocabulary: [...TOKENS.slice(0, -1), 'dog'] }],
    ['other tokens', { vocabulary: [...TOKENS, 'dog'] }],
    ['3 layers of 2 heads', { settings: { ...settings, numHiddenLayers: 3 } }],
    ['1 layer of 1 head', { settings: { ...settings, numAttentionHeads: 1 } }],
  ])('is refused in plain words where the two cannot be set side by side: %s', (words, changed) => {
    const w = setUp();
    expect(w.watch.compareWithRun({ ...SAVED, ...changed })).toContain(words);
    expect(w.state().compare).toMatchObject({
      with: 'run',
      refusal: expect.stringContaining(words),
    });
    expect(w.last('reference')).toBeUndefined();
  });

  it('is asked again, or refused, when another model is loaded', () => {
    const w = setUp();
    w.watch.compareWithRun({ ...SAVED, settings: { ...settings, numHiddenLayers: 3 } });
    w.load({ ...settings, numHiddenLayers: 3 });
    w.watch.onLoaded();
    expect(w.last('reference')!.runId).toBe(w.store.getState().run.runId);
    expect(w.state().compare).toMatchObject({ refusal: undefined });
    w.load();
    w.watch.onLoaded();
    expect(w.state().compare).toMatchObject({ refusal: expect.stringContaining('3 layers') });
  });

  it('is the one chosen last, in whatever order their weights are read', async () => {
    const w = setUp();
    const reading = (id: string) => {
      let done = (_: ComparedRun | undefined) => {};
      const read = new Promise<ComparedRun | undefined>((resolve) => {
        done = resolve;
      });
      const compared = w.watch.compareOnceRead(() => read);
      return { compared, end: (run?: ComparedRun) => done(run), run: { ...SAVED, id } };
    };
    const chosen = () => {
      const { compare } = w.state();
      return compare.with === 'run' ? compare.id : compare.with;
    };
    const [x, y] = [reading('x'), reading('y')];
    x.end(x.run);
    await x.compared;
    expect(chosen()).toBe('nothing');
    y.end(y.run);
    await y.compared;
    expect(chosen()).toBe('y');

    // Another sentence is asked about anew, but nothing else was chosen.
    const z = reading('z');
    w.watch.toggleBlank(0);
    z.end(z.run);
    await z.compared;
    expect(chosen()).toBe('z');

    const late = reading('late');
    w.watch.compareWith('first');
    late.end();
    await late.compared;
    expect(chosen()).toBe('first');
    expect(w.store.getState().notice).toBeUndefined();
    const lost = reading('lost');
    lost.end();
    await lost.compared;
    expect(w.store.getState().notice).toContain('could not be read');
  });

  it('says what the trainer has against it', () => {
    const w = setUp();
    w.watch.compareWithRun(SAVED);
    const { requestId } = w.last('reference')!.look;
    w.watch.onReference({ requestId, refusal: 'This sentence is too long there.' });
    expect(w.state().compare).toMatchObject({ refusal: 'This sentence is too long there.' });
  });
});
