import { beforeEach, expect, it, vi } from 'vitest';
import type { EncodedSentence } from '../../dataset/sentencesToWatch';
import type { PreparedSummary } from '../../protocol/texts';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { SUMMARY, type TestApp, testApp } from '../testApp';
import { testView } from './testView';
import { LOOK_SHARE } from './watch';

const WORDS = ['the', 'cat', 'sat', 'on', 'mat'];
const VOCABULARY = { ...SUMMARY.vocabulary, tokens: [...SPECIAL_TOKENS, ...WORDS] };

const sentence = (index: number, text: string): EncodedSentence => {
  const words = text.split(' ');
  const starts = words.map((_, i) => words.slice(0, i).join(' ').length + Number(i > 0));
  return {
    ...{ index, text, heldOut: false },
    ids: Int32Array.from(words, (word) => VOCABULARY.tokens.indexOf(word)),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(words, (word, i) => starts[i]! + word.length),
    wordIds: Uint32Array.from(words.keys()),
  };
};
const summary = (...candidates: readonly EncodedSentence[]): Partial<PreparedSummary> => ({
  vocabulary: VOCABULARY,
  counts: Uint32Array.from(VOCABULARY.tokens, (_, id) => id),
  cut: { ...SUMMARY.cut!, candidates },
});
const CAT = sentence(3, 'the cat sat');
const MAT = sentence(8, 'cat on mat');

let w: TestApp;
beforeEach(() => {
  vi.useFakeTimers();
  w = testApp();
  load('Your text', CAT, MAT);
  return () => vi.useRealTimers();
});

/** Shows a text with these sentences, and builds its model. */
function load(text: string, ...candidates: readonly EncodedSentence[]) {
  w.app.text.takeCopy(text, text);
  w.prepared(summary(...candidates));
  w.loaded();
}
const watch = () => w.state().watch;
const text = () => watch().specimen?.text;
const lookAt = () => w.trainer.last('look').look;

it('is the first that is good to watch, looked at as soon as there is a model', () => {
  expect(text()).toBe('the cat sat');
  expect(w.trainer.last('look')).toMatchObject({ runId: 1, look: { record: true } });
  expect([...lookAt().inputIds]).toHaveLength(5);
  expect(watch().from).toBe(watch().specimen!.blanks[0]);
});

it('is the next one, and round', () => {
  w.app.watch.nextSentence();
  expect(text()).toBe('cat on mat');
  w.app.watch.nextSentence();
  expect(text()).toBe('the cat sat');
  w.app.watch.fill('mat [MASK]');
  w.app.watch.nextSentence();
  expect(text()).toBe('the cat sat');
});

it('is none where there is none, and none can be asked for', () => {
  w = testApp();
  w.app.watch.nextSentence();
  w.app.watch.toggleBlank(0);
  expect(watch().specimen).toBeUndefined();
  load('Empty');
  w.app.watch.nextSentence();
  expect(watch()).toMatchObject({ specimen: undefined, from: undefined });
  expect(w.trainer.of('look')).toEqual([]);
});

it('stays with the blanks that were chosen while the text is the same', () => {
  w.app.watch.nextSentence();
  const blanks = watch().specimen!.blanks;
  const other = [0, 1, 2].findLast((i) => !blanks.includes(i))!;
  w.app.watch.toggleBlank(other);
  expect(watch().from).toBe(other);
  const { specimen } = watch();
  w.app.run.reset();
  w.loaded();
  expect(watch().specimen).toBe(specimen);
  expect(w.trainer.last('look').runId).toBe(2);
});

it('keeps the word that was chosen in it when another model is trained', () => {
  const other = 2 - watch().from!;
  w.app.watch.lookFrom(other);
  w.app.run.reset();
  w.loaded();
  expect(watch().from).toBe(other);
});

it('is the same sentence under another vocabulary, or the first where that is gone', () => {
  w.app.watch.nextSentence();
  w.app.text.prepare();
  w.prepared(summary(CAT, MAT));
  w.app.run.reset();
  w.loaded();
  expect(text()).toBe('cat on mat');
  load('Other', CAT);
  expect(text()).toBe('the cat sat');
});

it('is the first of another text, whichever it was in the one before', () => {
  w.app.watch.nextSentence();
  expect(text()).toBe('cat on mat');
  load('Other', CAT, MAT);
  expect(text()).toBe('the cat sat');
});

it('stays one’s own with another text, unless it does not fit the model', () => {
  w.app.watch.fill('mat on [MASK] mat');
  load('Other', CAT);
  expect(text()).toBe('mat on [MASK] mat');
  expect(watch().specimen?.blanks).toEqual([2]);
  w.app.watch.fill(`mat ${'on '.repeat(20)}[MASK]`);
  w.app.settings.change({ maxPositionEmbeddings: 16 });
  w.prepared(summary(CAT));
  w.loaded();
  expect(text()).toBe('the cat sat');
});

it('hides what a language tells the two sides apart by', () => {
  w.app.text.prepare();
  w.prepared(summary(CAT));
  const telling = Float32Array.from(VOCABULARY.tokens, (word) => Number(word === 'the'));
  w.app.run.reset();
  w.loaded({ language: { telling } as never });
  w.app.watch.nextSentence();
  expect(watch().specimen?.blanks).toEqual([0]);
  w.loaded({ language: { why: 'Its words are cut.' } as never });
  w.app.watch.nextSentence();
  expect(watch().specimen?.blanks).not.toEqual([0]);
});

it('stays one’s own where it just fits the model under another text', () => {
  w.app.watch.fill(`${'on '.repeat(13)}[MASK]`);
  const written = text();
  w.app.settings.change({ maxPositionEmbeddings: 16 });
  w.prepared(summary(CAT));
  w.loaded();
  expect(text()).toBe(written);
});

it('may be as long as the model reads, in the same text too', () => {
  w.app.settings.change({ maxPositionEmbeddings: 16 });
  w.prepared(summary(CAT));
  w.loaded();
  w.app.watch.fill(`${'on '.repeat(13)}[MASK]`);
  expect(watch().specimen!.tokens).toHaveLength(14);
  const { specimen } = watch();
  w.app.run.reset();
  w.loaded();
  expect(watch().specimen).toBe(specimen);
  expect(w.app.watch.fill(`${'on '.repeat(14)}[MASK]`)).toContain('14 at most');
});

it('is not taken before there is a model, or where it has no blank', () => {
  expect(w.app.watch.fill('the cat')).toContain('no blank');
  expect(text()).toBe('the cat sat');
  w = testApp();
  expect(w.app.watch.fill('mat [MASK]')).toContain('not ready yet');
});

it('shows a head that the model has', () => {
  w.app.watch.chooseHead(1, 3);
  expect(watch().head).toEqual({ layer: 1, head: 3 });
  w.app.settings.change({ numHiddenLayers: 1, numAttentionHeads: 2 });
  w.loaded();
  expect(watch().head).toEqual({ layer: 0, head: 1 });
  for (const from of [0, 2]) {
    w.app.watch.lookFrom(from);
    expect(watch().from).toBe(from);
  }
});

it('is looked at less often where a look takes long, and no more once the run rests', () => {
  const looks = () => w.trainer.of('look').length;
  const see = (milliseconds: number) => {
    const { requestId } = lookAt();
    w.trainer.say({ type: 'view', runId: 1, view: testView(1, { requestId, milliseconds }) });
  };
  w.runIs('running', 1);
  const before = looks();
  see(100);
  vi.advanceTimersByTime(LOOK_SHARE * 100 - 1);
  expect(looks()).toBe(before);
  vi.advanceTimersByTime(1);
  expect(looks()).toBe(before + 1);
  w.runIs('paused', 2);
  expect(looks()).toBe(before + 2);
  see(1);
  vi.advanceTimersByTime(10_000);
  expect(looks()).toBe(before + 2);
});

it('is compared with what another run looks at, as the trainer answers', () => {
  const run = {
    id: 'a',
    name: 'Run A',
    settings: w.state().settings,
    vocabulary: VOCABULARY.tokens,
  };
  w.app.watch.compareWithRun({ ...run, parameters: new Float32Array(1) });
  const { requestId } = w.trainer.last('reference').look;
  const answer = { requestId, refusal: 'It is too long there.' };
  w.trainer.say({ type: 'reference', runId: 1, answer });
  expect(watch().compare).toMatchObject({ with: 'run', refusal: answer.refusal });
});
