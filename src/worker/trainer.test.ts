import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import { answerOrHelp, startEngine, world } from './testEngines';
import { until, workerPort } from './testPort';
import { LOOK, settings, startTrainer, type Trainer, vocabSize } from './testTrainer';

// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../engine/selfTest', () => ({ selfTest: async () => 1e-7 }));

let t: Trainer;
beforeEach(async () => {
  t = await startTrainer();
}, 120_000);

describe('a load', () => {
  it('frees the model of the run before, and that run hears no more', async () => {
    const before = await t.loaded();
    await t.loaded();
    expect(world.models.map(({ log }) => log.includes('dispose'))).toEqual([true, false]);
    t.tell('train', before);
    await t.settle();
    expect(t.states(before)).toEqual([]);
    expect(world.models.map(({ model }) => model.step)).toEqual([0, 0]);
  });

  it('ends a run that trains, between two steps', async () => {
    await t.loaded({ maxSteps: 100_000 });
    t.tell('train');
    await until(() => world.models[0]!.model.step > 3);
    await t.loaded();
    const [old] = world.models;
    expect(old!.log.at(-1)).toBe('dispose');
    const { step } = old!.model;
    await t.settle();
    expect(old!.model.step).toBe(step);
  });

  it('goes on from a kept state', async () => {
    const { length } = parameterLayout(bertConfig(settings, vocabSize));
    const numbers = new Float32Array(length);
    const state = { parameters: numbers, firstMoment: numbers, secondMoment: numbers, step: 5 };
    await t.loaded({}, { state });
    t.tell('train');
    await t.ended();
    expect(t.said('state').map(({ step }) => step)).toEqual([5, 8]);
  });
});

describe('in a worker of its own', () => {
  beforeAll(() => void vi.resetModules());
  afterEach(() => void vi.resetModules());

  it('a load starts the engine, then says what it trains on and what the run is about to do', async () => {
    await t.loaded();
    expect(t.events().map(({ type }) => type)).toEqual(['phase', 'phase', 'backend', 'loaded']);
    expect(t.said('phase').map(({ phase }) => phase)).toEqual([
      'Starting WASM and testing its arithmetic',
      'counting to three',
    ]);
    expect(t.said('backend')[0]!.report).toMatchObject({ backend: 'wasm', device: 'a stub' });
    expect(t.said('loaded')[0]!.facts.examBlanks).toBeGreaterThan(0);
  });

  it('a load that is overtaken is left out', async () => {
    let open = () => {};
    world.starting = new Promise((resolve) => {
      open = resolve;
    });
    const first = t.load();
    await until(() => t.said('phase').length > 0); // it waits for its engine
    const second = t.load();
    const third = t.load();
    open();
    await until(() => t.said('loaded').length === 1);
    expect([first, second, third].map((of) => t.said('loaded', of).length)).toEqual([1, 0, 1]);
    expect(world.models.map(({ log }) => log.includes('dispose'))).toEqual([true, false]);
  });
});

describe('a run', () => {
  it('trains to its end, and reports states and metrics', async () => {
    await t.loaded();
    t.tell('train');
    await t.ended();
    expect(t.states()).toEqual(['running', 'done']);
    const steps = t.said('metrics').flatMap(({ metrics }) => metrics.train.map(({ step }) => step));
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is paused, takes one step, and other settings', async () => {
    const runId = await t.loaded({ maxSteps: 100_000 });
    t.tell('train');
    await until(() => world.models[0]!.model.step > 3);
    t.tell('pause');
    await t.ended();
    expect(t.states()).toEqual(['running', 'paused']);
    const { step } = world.models[0]!.model;
    t.tell('step');
    await until(() => t.states().length === 4);
    expect(t.said('state').at(-1)).toMatchObject({ state: 'paused', step: step + 1 });
    t.ask({ type: 'settings', runId, settings: { ...settings, maxSteps: step + 2 } });
    t.tell('train');
    await until(() => t.states().length === 6);
    expect(t.said('state').at(-1)).toMatchObject({ state: 'done', step: step + 2 });
  });

  it('whose loss is not a number stops, but its worker does not', async () => {
    world.model = { losses: () => Number.NaN };
    await t.loaded();
    t.tell('train');
    await t.ended();
    expect(t.said('problem')).toMatchObject([{ fatal: false, problem: { kind: 'not-finite' } }]);
  });

  it('by hand asks for the words chosen, from when they are chosen', async () => {
    const runId = await t.loaded({ maskStrategy: 'hand' });
    t.tell('train');
    await t.ended();
    expect(t.said('problem')).toMatchObject([{ fatal: false, problem: { kind: 'settings' } }]);
    t.ask({ type: 'byHand', runId, byHand: Uint32Array.of(0, 200) });
    t.tell('train');
    await until(() => t.states().at(-1) === 'done');
    await t.loaded({ maskStrategy: 'hand' }, { byHand: Uint32Array.of(0, 200) });
    t.tell('train');
    await until(() => t.states().at(-1) === 'done');
  });

  it('is kept with its exam, its numbers handed over', async () => {
    await t.loaded();
    t.tell('train');
    await t.ended();
    t.tell('keep');
    await until(() => t.said('kept').length > 0);
    const [kept] = t.said('kept');
    const { state, exam, changed, settings: own } = kept!.snapshot!;
    expect(state.step).toBe(8);
    expect(own).toEqual({ ...settings, maxSteps: 8 });
    expect(changed).toEqual([]);
    expect(exam.id).toBe(t.said('loaded')[0]!.facts.examId);
    expect(exam.losses).toHaveLength(exam.blanks);
    const { parameters, firstMoment, secondMoment } = state;
    expect(t.transferOf(kept!)).toEqual(
      [parameters, firstMoment, secondMoment].map((a) => a.buffer),
    );
  });

  it('tells of each exam which blanks were right', async () => {
    await t.loaded();
    t.tell('train');
    await t.ended();
    const evals = t.said('metrics').flatMap(({ metrics }) => metrics.evals);
    const exams = t.said('exam');
    expect(exams.map(({ step }) => step)).toEqual(evals.map(({ step }) => step));
    for (const [i, { right }] of exams.entries()) {
      expect(right).toHaveLength(t.said('loaded')[0]!.facts.examBlanks);
      expect(right.reduce((a, b) => a + b, 0) / right.length).toBeCloseTo(evals[i]!.accuracy, 6);
    }
  });

  it('is not kept where its exam has no loss', async () => {
    world.model = { examLoss: () => Number.NaN };
    await t.loaded();
    t.tell('keep');
    await until(() => t.said('kept').length > 0);
    expect(t.said('kept')[0]!.snapshot).toBeUndefined();
  });
});

it('reads several sentences at one step, without their maps', async () => {
  const runId = await t.loaded();
  const other = { ...LOOK, inputIds: Int32Array.of(2, 4, 9, 3), blanks: [1] };
  t.ask({ type: 'looks', runId, requestId: 8, looks: [LOOK, other] });
  await until(() => t.said('readings').length > 0);
  const [event] = t.said('readings');
  expect(event).toMatchObject({ requestId: 8, readings: [{ step: 0 }, { step: 0 }] });
  expect(event!.readings.every((reading) => !('attentions' in reading))).toBe(true);
  expect(t.said('view')).toEqual([]);
});

it('a look is answered, its maps handed over', async () => {
  const runId = await t.loaded();
  t.ask({ type: 'look', runId, look: LOOK });
  await until(() => t.said('view').length > 0);
  const [event] = t.said('view');
  expect(event!.view).toMatchObject({ requestId: 4, step: 0, length: 5, recorded: false });
  expect(t.transferOf(event!)).toEqual([event!.view.attentions.buffer]);
});
