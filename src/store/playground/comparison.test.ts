import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MASK_ID } from '../../tokenizer/vocabulary';
import { type ComparedRun, comparedWith } from './compare';
import { testView } from './testView';
import { SAVED, settings, type TestWatch, TOKENS, testWatch } from './testWatch';
import { shownView } from './watch';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the moment compared with', () => {
  const name = (w: TestWatch) => comparedWith(w.state(), shownView(w.state()))?.name;

  it('is the first, or one that was pinned, until the sentence changes', () => {
    const w = testWatch();
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
  const name = (w: TestWatch) => comparedWith(w.state(), shownView(w.state()))?.name;
  const { length, layers, heads, attentions } = testView(0);
  const maps = { length, layers, heads, attentions };

  it('is asked what it looks at, in each sentence anew', () => {
    const w = testWatch();
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
    const w = testWatch();
    expect(w.watch.compareWithRun({ ...SAVED, ...changed })).toContain(words);
    expect(w.state().compare).toMatchObject({
      with: 'run',
      refusal: expect.stringContaining(words),
    });
    expect(w.last('reference')).toBeUndefined();
  });

  it('is asked again, or refused, when another model is loaded', () => {
    const w = testWatch();
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
    const w = testWatch();
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
    const w = testWatch();
    w.watch.compareWithRun(SAVED);
    const { requestId } = w.last('reference')!.look;
    w.watch.onReference({ requestId, refusal: 'This sentence is too long there.' });
    expect(w.state().compare).toMatchObject({ refusal: 'This sentence is too long there.' });
  });
});
