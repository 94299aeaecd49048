import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import type { RunFacts, TrainerRequest } from '../protocol/messages';
import { createApp } from './app';
import type { Prepared } from './prepared';
import { createRunActions } from './run';
import type { WatchActions } from './watch';

const SOURCE = { name: 'Your text', text: 'A cat. A dog.', characters: 13 };
const FACTS: RunFacts = {
  ...{ parameterCount: 9, examSentences: 1, examBlanks: 60, examRounds: 8 },
  ...{ knowsNothing: 5, knowsFrequencies: 4, examId: 'exam', language: undefined },
};

/** A run over a trainer that only notes what it is asked. */
function setUp() {
  const { store } = createApp();
  const asked: TrainerRequest[] = [];
  const trainer = { post: (r: TrainerRequest) => asked.push(r), terminate: () => {} };
  const watch = { look() {}, onLoaded() {}, onView() {} } as unknown as WatchActions;
  const run = createRunActions(store, trainer, watch);
  const prepared = {
    ...{ source: SOURCE, madeFor: DEFAULT_SETTINGS, cut: { candidates: [] } },
    vocabulary: { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: false },
  } as unknown as Prepared;
  store.setState({ source: SOURCE, prepared });
  run.load();
  const runId = () => store.getState().run.runId;
  const steps = () => store.getState().settings.maxSteps;
  return {
    run,
    steps,
    store,
    asked,
    loaded: () => run.onEvent({ type: 'loaded', runId: runId(), facts: FACTS }),
    lastLoad: () => asked.findLast((r) => r.type === 'load'),
    change: (patch: Partial<Settings>) =>
      store.setState((s) => ({ settings: { ...s.settings, ...patch } })),
    /** Trains the present run to its end. */
    finish() {
      run.onEvent({ type: 'loaded', runId: runId(), facts: FACTS });
      run.train();
      run.onEvent({ type: 'state', runId: runId(), state: 'done', step: steps() });
    },
  };
}

type World = ReturnType<typeof setUp>;
let world: World;
beforeEach(() => {
  world = setUp();
});

it('prolongs a finished run, and starts over with the steps that were set', () => {
  world.finish();
  world.run.train();
  expect(world.steps()).toBe(2000);
  world.finish();
  world.run.train();
  expect(world.steps()).toBe(3000);
  world.run.reset();
  expect(world.steps()).toBe(1000);
  expect(world.lastLoad()).toMatchObject({ settings: { maxSteps: 1000 } });
});

it('keeps the steps that the person has set since a run was prolonged', () => {
  world.finish();
  world.run.train();
  world.change({ maxSteps: 5000 });
  world.run.reset();
  expect(world.steps()).toBe(5000);
  // What was set is what the next run goes back to.
  world.finish();
  world.run.train();
  world.run.reset();
  expect(world.steps()).toBe(5000);
});

it('starts over with the steps that were set also where another model is wanted', () => {
  world.finish();
  world.run.train();
  world.change({ hiddenSize: 32 });
  world.run.train();
  expect(world.lastLoad()).toMatchObject({ settings: { maxSteps: 1000, hiddenSize: 32 } });
});

it('trains on the text that is being opened, not on the one before', () => {
  const { run, store, asked, loaded } = world;
  const trains = () => asked.filter((r) => r.type === 'train');
  store.setState({ opening: { name: 'book.txt', fraction: 0 } });
  run.train();
  loaded(); // the model of the text before
  expect(trains()).toEqual([]);
  const source = { ...SOURCE, text: 'A book.' };
  const { prepared } = store.getState();
  store.setState({ opening: undefined, source, prepared: { ...prepared!, source } });
  run.offer();
  expect(asked.filter((r) => r.type === 'load')).toHaveLength(2);
  loaded();
  expect(trains()).toMatchObject([{ runId: store.getState().run.runId }]);
});

it('goes on with a run while a text is being opened: it would be lost', () => {
  const { run, store, asked, loaded } = world;
  loaded();
  run.train();
  run.onEvent({ type: 'state', runId: store.getState().run.runId, state: 'paused', step: 9 });
  store.setState({ opening: { name: 'book.txt', fraction: 0 } });
  run.train();
  expect(asked.filter((r) => r.type === 'train')).toHaveLength(2);
});

it('does not train on the old text when none is opened after all', () => {
  const { run, store, asked, loaded } = world;
  store.setState({ opening: { name: 'photo.txt', fraction: 0 } });
  run.train();
  store.setState({ opening: undefined });
  run.forget();
  loaded();
  expect(asked.filter((r) => r.type === 'train')).toEqual([]);
});
