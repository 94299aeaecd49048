import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { RunFacts } from '../../protocol/run';
import type { TrainerRequest } from '../../protocol/trainer';
import { createApp } from '../app';
import type { Prepared } from './prepared';
import { createRunActions } from './run';
import type { WatchActions } from './watch';

const SOURCE = { name: 'Your text', text: 'A cat. A dog.', characters: 13 };
const FACTS: RunFacts = {
  ...{ parameterCount: 9, examSentences: 1, examBlanks: 60, examShare: 0.15, examRounds: 8 },
  ...{ knowsNothing: 5, knowsFrequencies: 4, examId: 'exam', language: undefined },
};

/** A run over a trainer that only notes what it is asked. */
function setUp() {
  const { store } = createApp();
  const asked: TrainerRequest[] = [];
  const trainer = { post: (r: TrainerRequest) => asked.push(r), terminate: () => {} };
  const watch = { look() {}, onLoaded() {}, onView() {} } as unknown as WatchActions;
  const run = createRunActions(store, trainer, { watch, requestMachine: () => {} });
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
