import { expect, it } from 'vitest';
import { stateOf } from '../../../storage/testRuns';
import type { AppState } from '../../app';
import { settings, type TestWatch, testWatch, VOCABULARY } from '../testWatch';

/** Puts a run of this vocabulary aside, of the text that is loaded. */
function putAside(w: TestWatch, vocabulary = VOCABULARY) {
  const { run, again } = w.store.getState();
  const saved = { settings, vocabulary, curves: { train: [], evals: [] } };
  const { source } = run.loaded!.prepared;
  const earlier = { saved, state: stateOf(3), source, changes: {} };
  w.store.setState({ again: { ...again, earlier: earlier as never } });
}
const guesses = (w: TestWatch) => w.store.getState().again.guesses;
const GUESSED = { guesses: [[{ id: 6, probability: 0.4 }]], answers: [undefined] };

function withSource() {
  const w = testWatch();
  const source = { name: 'Your text', text: 'the cat sat', characters: 11 };
  w.store.setState(({ run }) => {
    const prepared = { ...run.loaded!.prepared, source };
    return { run: { ...run, loaded: { ...run.loaded!, prepared } } } as Partial<AppState>;
  });
  return w;
}

it('asks what the earlier run guesses in each sentence anew, and takes the answer about the present one', () => {
  const w = withSource();
  w.watch.toggleBlank(0);
  expect(w.last('guess')).toBeUndefined();
  putAside(w);
  w.watch.fill('cat [MASK]');
  const first = w.last('guess')!;
  expect(first.model).toEqual({
    ...{ settings, vocabSize: VOCABULARY.tokens.length, parameters: stateOf(3).parameters },
  });
  expect(first.look).toMatchObject({ blanks: [2] });
  w.watch.fill('the [MASK] sat');
  w.watch.onGuess({ requestId: first.look.requestId, ...GUESSED });
  expect(guesses(w)).toBeUndefined();
  const second = w.last('guess')!;
  w.watch.onGuess({ requestId: second.look.requestId, ...GUESSED });
  expect(guesses(w)).toMatchObject(GUESSED);
  w.watch.toggleBlank(0);
  expect(guesses(w)).toBeUndefined();
  const { requestId } = w.last('guess')!.look;
  w.watch.onGuess({ requestId, refusal: 'It is too long.' });
  expect(guesses(w)).toMatchObject({ refusal: 'It is too long.' });
});

it('says why there are none where the two have other vocabularies', () => {
  const w = withSource();
  putAside(w, { ...VOCABULARY, tokens: [...VOCABULARY.tokens, 'dog'] });
  w.watch.toggleBlank(0);
  expect(w.last('guess')).toBeUndefined();
  expect(guesses(w)).toMatchObject({ refusal: expect.stringContaining('another vocabulary') });
});
