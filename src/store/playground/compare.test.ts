import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { View } from '../../protocol/look';
import type { TrainerRequest } from '../../protocol/trainer';
import type { NoticeState } from '../page';
import { type ComparedRun, comparedWith, createCompareActions } from './compare';
import type { PlaygroundState, RunData, WatchState } from './state';
import { testView } from './testView';

const settings = DEFAULT_SETTINGS;
const vocabulary = ['[PAD]', 'a', 'cat'];
const RUN: ComparedRun = {
  ...{ id: 'r', name: 'Run A', settings, vocabulary, parameters: new Float32Array(3) },
};
const { length, layers, heads, attentions } = testView(0);
const maps = { length, layers, heads, attentions };

/** A page that watches “a cat” with a model loaded, but for `run` and `watch`. */
function setUp({ run = {}, watch = {} }: { run?: Partial<RunData>; watch?: object } = {}) {
  const specimen = { text: 'a cat', tokens: [{ id: 1 }, { id: 2 }], blanks: [1] };
  const prepared = { vocabulary: { tokens: vocabulary } };
  const store = createStore<PlaygroundState & NoticeState>(
    () =>
      ({
        run: { runId: 5, loaded: { prepared, settings }, facts: {}, ...run },
        watch: { compare: { with: 'nothing' }, specimen, ...watch },
      }) as unknown as PlaygroundState & NoticeState,
  );
  const asked: Extract<TrainerRequest, { type: 'reference' }>[] = [];
  const post = (request: TrainerRequest) => {
    if (request.type === 'reference') asked.push(request);
  };
  const actions = createCompareActions(store, { post, terminate: () => {} });
  return { ...actions, asked, compare: () => store.getState().watch.compare, store };
}

it('asks the trainer of the present run about the present sentence', () => {
  const { asked, compare, compareWithRun, onReference } = setUp();
  compareWithRun(RUN);
  expect(compare()).toEqual({
    ...{ with: 'run', id: 'r', name: 'Run A', maps: undefined, refusal: undefined },
  });
  expect(asked).toMatchObject([{ runId: 5, look: { blanks: [2] }, model: { vocabSize: 3 } }]);
  const { requestId } = asked[0]!.look;
  onReference({ requestId: requestId + 1, maps });
  expect(compare()).toMatchObject({ maps: undefined });
  onReference({ requestId, maps });
  expect(compare()).toMatchObject({ maps, refusal: undefined });
});

it.each<[string, Parameters<typeof setUp>[0]]>([
  ['model', { run: { facts: undefined } }],
  ['run', { run: { facts: undefined, loaded: undefined } }],
  ['sentence', { watch: { specimen: undefined } }],
])('asks nobody while there is no %s', (_, page) => {
  const { asked, compare, compareWithRun } = setUp(page);
  const other = page?.run && 'loaded' in page.run ? { ...RUN, vocabulary: ['x'] } : RUN;
  expect(compareWithRun(other)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(compare()).toMatchObject({ with: 'run', refusal: undefined });
});

it('asks no more once something else is compared with, and takes no late answer', () => {
  const { askAgain, asked, compare, compareWith, compareWithRun, onReference, pin } = setUp();
  const late = () => onReference({ requestId: asked.at(-1)!.look.requestId, maps });
  compareWithRun(RUN);
  compareWith('first');
  late();
  expect([askAgain(), compare()]).toEqual([undefined, { with: 'first' }]);
  compareWithRun(RUN);
  pin(testView(3));
  late();
  expect([askAgain(), compare()]).toEqual([undefined, { with: 'pinned' }]);
  expect(asked).toHaveLength(2);
});

it('gives up a run that is still being read once something else is chosen', async () => {
  const choices: ((actions: ReturnType<typeof setUp>) => void)[] = [
    ({ compareWith }) => compareWith('first'),
    ({ pin }) => pin(testView(3)),
    ({ compareWithRun }) => void compareWithRun({ ...RUN, id: 'other' }),
  ];
  for (const choose of choices) {
    const page = setUp();
    const reading = page.compareOnceRead(async () => RUN);
    choose(page);
    const chosen = page.compare();
    await reading;
    expect(page.compare()).toBe(chosen);
  }
});

it('compares with nothing, the first recording, the pinned moment, or what a run has answered', () => {
  const views = [testView(0), testView(1500)];
  const pinned = testView(1000);
  const shown = testView(9);
  const name = (compare: WatchState['compare'], patch: object = {}) =>
    comparedWith({ compare, views, pinned, ...patch }, shown)?.name;
  expect(name({ with: 'nothing' })).toBeUndefined();
  expect(name({ with: 'first' })).toBe('step 0');
  expect(name({ with: 'first' }, { views: [] })).toBeUndefined();
  expect(name({ with: 'pinned' })).toBe('step 1\u202f000, pinned');
  expect(name({ with: 'pinned' }, { pinned: undefined })).toBeUndefined();
  const run = { with: 'run', id: 'r', name: 'Run A', refusal: undefined } as const;
  expect(name({ ...run, maps })).toBe('“Run A”');
  expect(name({ ...run, maps: undefined })).toBeUndefined();
});

it.each<[string, View | undefined]>([
  ['nothing is shown', undefined],
  ['the sentence is longer', testView(9, { length: 4 })],
  ['there are more layers', testView(9, { layers: 2 })],
  ['there are other heads', testView(9, { heads: 1 })],
])('compares with nothing where %s', (_, shown) => {
  const watch = { compare: { with: 'first' }, views: [testView(0)], pinned: undefined } as const;
  expect(comparedWith(watch, testView(9))).toBeDefined();
  expect(comparedWith(watch, shown)).toBeUndefined();
});
