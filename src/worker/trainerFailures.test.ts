import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerOrHelp, startEngine, world } from './testEngines';
import { until, workerPort } from './testPort';
import { LOOK, startTrainer, type Trainer } from './testTrainer';

// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../engine/selfTest', () => ({ selfTest: async () => 1e-7 }));

let t: Trainer;
beforeEach(async () => {
  t = await startTrainer();
}, 120_000);
afterEach(() => void vi.useRealTimers());

it('a load that cannot be made ends the worker, with the reason', async () => {
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

it('a look that fails ends the worker', async () => {
  const runId = await t.loaded();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  t.ask({ type: 'look', runId, look: { ...LOOK, inputIds: new Int32Array(99) } });
  await t.passGrace();
  expect(t.said('problem')[0]).toMatchObject({ fatal: true });
  expect(t.said('problem')[0]!.problem.why).toContain('99 tokens do not fit');
});

describe('in a worker of its own', () => {
  beforeAll(() => void vi.resetModules());
  afterEach(() => void vi.resetModules());

  it.each([
    ['wasm', 'on WASM here', 'The CPU backend runs everywhere'],
    ['webgl', 'on WebGL here', 'WASM runs nearly everywhere'],
    ['auto', 'on any backend here', 'WASM runs nearly everywhere'],
  ] as const)(
    'where %s cannot start, the worker ends and says so',
    async (backend, what, advice) => {
      for (const one of ['webgpu', 'tfjs-webgpu', 'webgl', 'wasm', 'cpu'] as const) {
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
      what: 'WebGL has no room for this model, so WASM trains it.',
      why: 'It has 1 MiB.',
      advice: 'You can go on as it is. To train where you asked, choose a smaller model or batch.',
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
      expect(problems[0]!.problem).toMatchObject({
        kind: kind === 'out-of-memory' ? kind : 'device-lost',
        what,
      });
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
