import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { type EncodedBlobs, storeEncoded } from '../dataset/encodedBlobs';
import { prepareText } from '../dataset/prepare';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { Look, SavedModel } from '../protocol/look';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import { answerOrHelp, resetWorld, startEngine, world } from './testEngines';
import { resetWire, until, wire, workerPort } from './testPort';

// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../engine/selfTest', () => ({ selfTest: async () => 1e-7 }));

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  ...{ backend: 'wasm', hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 2 },
  ...{ numAttentionHeads: 2, maxPositionEmbeddings: 16, batchSize: 2, maxSteps: 8 },
};
const TEXT = Array.from({ length: 40 }, (_, i) => `Cat ${i % 7} sat on mat ${i % 5}.`).join(' ');

let stored: EncodedBlobs;
let vocabSize: number;
beforeAll(async () => {
  const { encoded, vocabulary } = await prepareText(TEXT, settings);
  stored = storeEncoded(encoded);
  vocabSize = vocabulary.tokens.length;
});

let runId = 0;
/** The trainer as the page has it, on engines that only count. */
async function startTrainer() {
  resetWire();
  resetWorld();
  await import('./trainer'); // anew after `vi.resetModules`, else the one that runs already
  const ask = (request: TrainerRequest) => wire.ask(request);
  const events = () => wire.events as unknown as readonly TrainerEvent[];
  /** Events of a type, of the newest run or another */
  const said = <T extends TrainerEvent['type']>(type: T, of = runId) =>
    events().filter(
      (e): e is Extract<TrainerEvent, { type: T }> => e.type === type && e.runId === of,
    );
  const load = (
    changed: Partial<Settings> = {},
    rest: Partial<Extract<TrainerRequest, { type: 'load' }>> = {},
  ) => {
    ask({
      ...{ type: 'load', runId: ++runId, settings: { ...settings, ...changed }, vocabSize, stored },
      ...{ byHand: Uint32Array.of(), language: undefined, ...rest },
    });
    return runId;
  };
  const loaded = async (...what: Parameters<typeof load>) => {
    load(...what);
    await until(() => said('loaded').length === 1);
    return runId;
  };
  const tell = (type: 'train' | 'pause' | 'step' | 'keep', of = runId) => ask({ type, runId: of });
  const states = (of?: number) => said('state', of).map(({ state }) => state);
  const ended = () => until(() => ['done', 'paused'].includes(states().at(-1)!));
  const transferOf = (event: object) => wire.transfers[wire.events.indexOf(event as never)]!;
  /** Lets the time pass in which an engine may say why a step failed; `setTimeout` is faked. */
  const passGrace = async (ms = 1000) => {
    for (let passed = 0; passed < ms; passed += 100) {
      await settle();
      await vi.advanceTimersByTimeAsync(100);
    }
    await settle();
  };
  /** Waits until nothing more is to be expected: everything here is done within macrotasks. */
  const settle = async () => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...{ ask, events, said, load, loaded, tell, states, ended },
    ...{ transferOf, settle, passGrace },
  };
}
type Trainer = Awaited<ReturnType<typeof startTrainer>>;

let t: Trainer;
beforeEach(async () => {
  t = await startTrainer();
}, 120_000);
afterEach(() => void vi.useRealTimers());

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

  it('that cannot be made ends the worker, with the reason', async () => {
    const numbers = new Float32Array(3);
    const state = { parameters: numbers, firstMoment: numbers, secondMoment: numbers, step: 5 };
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    t.load({}, { state });
    await t.passGrace();
    const { fatal, problem } = t.said('problem')[0]!;
    expect(fatal).toBe(true);
    expect(problem).toEqual({
      kind: 'worker',
      what: 'The training worker stopped.',
      why: expect.stringContaining('he saved weights are 3 numbers'),
      advice: expect.stringContaining('Press Train to start over'),
    });
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

  it.each([
    ['wasm', 'on WASM here', 'The CPU backend runs everywhere'],
    ['webgl', 'on WebGL here', 'WASM runs nearly everywhere'],
    ['auto', 'on any backend here', 'WASM runs nearly everywhere'],
  ] as const)(
    'where %s cannot start, the worker ends and says so',
    async (backend, what, advice) => {
      for (const one of ['webgpu', 'webgl', 'wasm', 'cpu'] as const) {
        world.faults.set(one, 'cannot start');
      }
      t.load({ backend });
      await until(() => t.said('problem').length > 0);
      const { fatal, problem } = t.said('problem')[0]!;
      expect(fatal).toBe(true);
      expect(problem.kind).toBe('backend');
      expect(problem.what).toContain(what);
      expect(problem.why).toMatch(/switched off/);
      expect(problem.advice).toContain(advice);
      await t.settle();
      expect(t.said('loaded')).toEqual([]);
      expect(t.said('problem')).toHaveLength(1);
    },
  );

  it('where an engine cannot hold the model, another takes its place, and it is said why', async () => {
    world.faults.set('webgl', 'is too small');
    world.faults.set('webgpu', 'cannot start');
    await t.loaded({ backend: 'webgl' });
    expect(t.said('backend')[0]!.report.backend).toBe('wasm');
    const [told] = t.said('problem');
    expect(told!.fatal).toBe(false);
    expect(told!.problem).toEqual({
      kind: 'backend',
      what: 'This model is trained on WASM, not on WebGL.',
      why: 'It has 1 MiB.',
      advice: 'Make the model smaller as said, or choose another backend.',
    });
  });

  it('where Auto chooses, or the one asked for is taken, nothing is said', async () => {
    await t.loaded({ backend: 'auto' });
    await t.loaded({ backend: 'cpu' });
    expect(t.events().filter(({ type }) => type === 'problem')).toEqual([]);
  });

  it.each([
    ['lost', 'The WASM device was lost.', 'The browser took it away: gone.'],
    ['out-of-memory', 'The WASM device ran out of memory.', 'Gone, all of it.'],
    ['worker', 'One of the workers that train the model was lost.', 'Gone, all of it.'],
    ['error', 'The WASM device reported an error.', 'Gone, all of it.'],
  ] as const)(
    'where the engine fails (%s), that is the one reason told',
    async (kind, what, why) => {
      world.model = {
        losses: (step) => {
          if (step > 3) throw new Error('mapAsync failed');
          return 1;
        },
      };
      await t.loaded({}, {});
      await t.loaded({}, {}); // watched once, though two runs used it
      t.tell('train');
      await until(() => world.models[1]!.model.step > 3);
      const reason = kind === 'lost' ? 'gone' : 'gone, all of it';
      world.engines[0]!.fail({ kind, reason, step: 3 });
      await until(() => t.said('problem').length > 0);
      await t.settle();
      const problems = t.said('problem');
      expect(problems).toHaveLength(1);
      expect(problems[0]!.fatal).toBe(true);
      expect(problems[0]!.problem).toMatchObject({ kind: 'device-lost', what });
      expect(problems[0]!.problem.why).toBe(`${why} The last step known to be good is 3.`);
      expect(world.engines).toHaveLength(1);
    },
  );

  it('where the engine says nothing, the failed step itself is the reason', async () => {
    world.model = {
      losses: () => {
        throw new Error('a bug');
      },
    };
    await t.loaded();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    t.tell('step');
    await t.passGrace(900);
    expect(t.said('problem')).toEqual([]); // it may yet say more
    await t.passGrace(100);
    expect(t.said('problem')).toMatchObject([{ fatal: true, problem: { why: 'A bug.' } }]);
    expect(t.said('problem')[0]!.problem.kind).toBe('worker');
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

  it('is not kept where its exam has no loss', async () => {
    world.model = { examLoss: () => Number.NaN };
    await t.loaded();
    t.tell('keep');
    await until(() => t.said('kept').length > 0);
    expect(t.said('kept')[0]!.snapshot).toBeUndefined();
  });
});

const look: Look = { requestId: 4, inputIds: Int32Array.of(2, 9, 4, 11, 3), blanks: [2] };

it('a look is answered, its maps handed over', async () => {
  const runId = await t.loaded();
  t.ask({ type: 'look', runId, look });
  await until(() => t.said('view').length > 0);
  const [event] = t.said('view');
  expect(event!.view).toMatchObject({ requestId: 4, step: 0, length: 5, recorded: false });
  expect(t.transferOf(event!)).toEqual([event!.view.attentions.buffer]);
});

it('a look that fails ends the worker', async () => {
  const runId = await t.loaded();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  t.ask({ type: 'look', runId, look: { ...look, inputIds: new Int32Array(99) } });
  await t.passGrace();
  expect(t.said('problem')[0]).toMatchObject({ fatal: true });
  expect(t.said('problem')[0]!.problem.why).toContain('99 tokens do not fit');
});

describe('another model', () => {
  const saved = (): SavedModel => {
    const config = bertConfig(settings, vocabSize);
    return { settings, vocabSize, parameters: initialValues(config, parameterLayout(config), 7) };
  };
  const answers = () => t.said('reference').map(({ answer }) => answer);

  it('is looked into, its maps handed over', async () => {
    const runId = await t.loaded();
    t.ask({ type: 'reference', runId, model: saved(), look });
    await until(() => answers().length > 0);
    const [answer] = answers();
    if (!answer || !('maps' in answer)) throw new Error('no maps');
    expect(answer).toMatchObject({ requestId: 4, maps: { length: 5, layers: 2, heads: 2 } });
    expect(t.transferOf(t.said('reference')[0]!)).toEqual([answer.maps.attentions.buffer]);
  });

  it('is refused where it does not fit', async () => {
    const runId = await t.loaded();
    const model = { ...saved(), vocabSize: vocabSize + 1 };
    t.ask({ type: 'reference', runId, model, look });
    await until(() => answers().length > 0);
    expect(answers()).toEqual([{ requestId: 4, refusal: expect.stringContaining('vocabulary') }]);
    expect(t.transferOf(t.said('reference')[0]!)).toEqual([]);
  });

  it('that cannot be computed leaves the run as it is', async () => {
    const runId = await t.loaded();
    const model = { ...saved(), settings: undefined as never };
    t.ask({ type: 'reference', runId, model, look });
    await until(() => answers().length > 0);
    expect(answers()).toEqual([
      { requestId: 4, refusal: expect.stringMatching(/^It could not be computed: .*\.$/) },
    ]);
    t.tell('train');
    await t.ended();
    expect(t.said('problem')).toEqual([]);
  });

  it('is looked into for the newest question alone, and for a run that is still there', async () => {
    const runId = await t.loaded();
    t.ask({ type: 'reference', runId, model: saved(), look });
    t.ask({ type: 'reference', runId, model: saved(), look: { ...look, requestId: 5 } });
    await until(() => answers().length > 0);
    await t.settle();
    expect(answers().map(({ requestId }) => requestId)).toEqual([5]);
    t.ask({ type: 'reference', runId, model: saved(), look: { ...look, requestId: 6 } });
    await t.loaded();
    await t.settle();
    expect(t.said('reference', runId)).toHaveLength(1);
  });
});
