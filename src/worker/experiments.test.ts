import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Settings } from '../config/settings';
import { storeEncoded } from '../dataset/encodedBlobs';
import { prepareText } from '../dataset/prepare';
import type { probeRun } from '../probe/probeRun';
import type {
  ExperimentRun,
  ExperimentsEvent,
  ExperimentsRequest,
  Subject,
  TextToLearn,
} from '../protocol/experiments';
import { languageOf } from './experimentLanguages';
import { answerOrHelp, resetWorld, startEngine, world } from './testEngines';
import { resetWire, until, wire, workerPort } from './testPort';

// With what is saved in memory.
vi.mock('./runSaves', async (load) => {
  const { createRunSaves } = await load<typeof import('./runSaves')>();
  const { memoryStorage } = await import('./testSaves');
  return {
    createRunSaves: (refuse: Parameters<typeof createRunSaves>[0]) =>
      createRunSaves(refuse, memoryStorage().storage),
  };
});
const probe = vi.hoisted(() => ({ run: vi.fn<typeof probeRun>() }));
// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../engine/selfTest', () => ({ selfTest: async () => 1e-7 }));
vi.mock('../probe/probeRun', () => ({ probeRun: probe.run }));
// Twenty thousand sentences take seconds.
vi.mock('../config/experiments', async (load) => ({
  ...(await load<typeof import('../config/experiments')>()),
  EXPERIMENT_SENTENCES: 400,
}));

const PETS = 'text = <who> <does> .\nwho = the cat | the dog\ndoes = sleeps | sees <who>';
const BIRDS = 'text = <who> <does> .\nwho = the gull | the tern\ndoes = flies | hears <who>';
const settings: Settings = {
  ...EXPERIMENT_SETTINGS,
  ...{ backend: 'wasm', hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 1 },
  ...{ numAttentionHeads: 1, maxSteps: 10 },
};

let jobId = 0;
const ask = (request: ExperimentsRequest) => wire.ask(request);
/** Events of a type, of the newest experiment or another */
const said = <T extends ExperimentsEvent['type']>(type: T, of = jobId) =>
  (wire.events as unknown as readonly ExperimentsEvent[]).filter(
    (e): e is Extract<ExperimentsEvent, { type: T }> =>
      e.type === type && (!('jobId' in e) || e.jobId === of),
  );
/** Calls back with each event as it is said. */
const listen = (heard: (event: ExperimentsEvent) => void) => {
  wire.heard = (event) => heard(event as unknown as ExperimentsEvent);
};
/** Waits until nothing more is to be expected: everything here is done within macrotasks. */
const settle = async () => {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
};

let made = 0;
/** Runs that no test had before, as the worker goes on with one that it knows */
const newRuns = (count: number, changed: Partial<Settings> = {}): ExperimentRun[] =>
  Array.from({ length: count }, (_, seed) => ({
    id: `run ${++made}`,
    settings: { ...settings, seed, ...changed },
  }));
function start(
  runs: readonly ExperimentRun[],
  changed: Partial<Extract<ExperimentsRequest, { type: 'runs' }>> = {},
) {
  const plain = { subject: { grammar: PETS }, together: false, probe: false, keep: false };
  const group = 'a plan';
  ask({ type: 'runs', jobId: ++jobId, runs, group, ...plain, ...changed });
  return jobId;
}
const stop = () => ask({ type: 'stop', jobId });
const ended = (runs: number) => until(() => said('done').length === runs);
const disposed = () => world.models.map(({ log }) => log.includes('dispose'));
let languageId = 0;
async function show(grammar: string) {
  ask({ type: 'language', languageId: ++languageId, subject: { grammar } });
  await until(() => said('language').some((e) => e.languageId === languageId));
}

beforeAll(() => import('./experiments').then(() => {}), 120_000);
beforeEach(() => {
  resetWire();
  resetWorld();
  probe.run.mockReset();
});
afterEach(async () => {
  stop();
  await settle();
});

describe('a language', () => {
  it('is made ready and shown', async () => {
    await show(PETS);
    const { language } = said('language')[0]!;
    expect(language).toBe((await languageOf(PETS)).summary);
    expect(said('wrong')).toEqual([]);
  });

  it('with a mistake in it is refused, and the page is told why', async () => {
    ask({ type: 'language', languageId: ++languageId, subject: { grammar: 'text = <nothing> .' } });
    await until(() => said('wrong').length > 0);
    const [event] = said('wrong');
    expect(event).toMatchObject({
      languageId,
      problem: { kind: 'text', what: 'This grammar cannot be used.' },
    });
    expect(event!.problem.why).toContain('nothing');
    expect(event!.problem.advice).toContain('Correct it');
    expect(said('language')).toEqual([]);
  });

  it('is not shown where another was chosen since, whichever is ready first', async () => {
    const slow = 'a = b c d e | c d e b | d e .';
    ask({ type: 'language', languageId: 11, subject: { grammar: slow } });
    ask({ type: 'language', languageId: 12, subject: { grammar: 'a = b c .' } });
    await until(() => said('language').length > 0);
    await languageOf(slow);
    await settle();
    expect(said('language').map((e) => e.languageId)).toEqual([12]);
  });
});

describe('runs of a plan', () => {
  it('are trained in turn, each on a model of its own', async () => {
    const runs = newRuns(2);
    start(runs);
    await ended(2);
    await settle();
    const order = wire.events.map(({ type }) => type).filter((type) => type !== 'progress');
    expect(order).toEqual(
      made === 2
        ? ['exam', 'phase', 'phase', 'backend', 'done', 'phase', 'backend', 'done']
        : ['exam', 'phase', 'backend', 'done', 'phase', 'backend', 'done'],
    );
    expect(said('done').map(({ runId }) => runId)).toEqual(runs.map(({ id }) => id));
    expect(world.models.map(({ model }) => model.step)).toEqual([10, 10]);
    expect(disposed()).toEqual([true, true]);
    expect(world.engines.length).toBeLessThan(2);
  });

  it('sit the exam of their language, named by what it asks and in which words', async () => {
    const examOf = async (grammar: string) => {
      start(newRuns(1), { subject: { grammar } });
      await ended(1);
      return said('exam')[0]!.exam;
    };
    const [pets, again, birds] = [await examOf(PETS), await examOf(PETS), await examOf(BIRDS)];
    const { telling, groups, floors, tellingFloors } = (await languageOf(PETS)).summary;
    expect(pets).toEqual({ id: pets.id, telling, groups, floors, tellingFloors });
    expect(pets.id).toMatch(/^[0-9a-f]{24}$/);
    expect(again.id).toBe(pets.id);
    expect(birds.id).not.toBe(pets.id);
  });

  it('are kept from when that is asked for', async () => {
    const runs = newRuns(3);
    listen((event) => {
      if (event.type === 'done') ask({ type: 'keepRuns', keep: event.runId === runs[0]!.id });
    });
    start(runs);
    await ended(3);
    expect(said('kept').map(({ runId }) => runId)).toEqual([runs[1]!.id]);
    start(newRuns(1), { keep: true });
    await ended(1);
    expect(said('kept')).toHaveLength(1);
  });

  it('go on though one of them diverges', async () => {
    world.model = { losses: () => Number.NaN };
    listen(({ type }) => {
      if (type === 'diverged') world.model = {};
    });
    const [bad, good] = newRuns(2);
    start([bad!, good!]);
    await ended(1);
    expect(said('diverged').map(({ runId }) => runId)).toEqual([bad!.id]);
    expect(said('done')[0]!.runId).toBe(good!.id);
    expect(said('problem')).toEqual([]);
  });

  it('end where one fails, and the page is told why', async () => {
    world.model = {
      losses: (step) => {
        if (step > 3) throw new Error('the device is gone');
        return 1;
      },
    };
    start(newRuns(2));
    await until(() => said('problem').length > 0);
    await settle();
    expect(said('problem').map(({ problem }) => problem)).toEqual([
      {
        kind: 'worker',
        what: 'The experiment stopped.',
        why: 'The device is gone.',
        advice: 'Start it again. Finished runs are kept.',
      },
    ]);
    expect(disposed()).toEqual([true]);
  });

  it('that were stopped say nothing of a failure that follows', async () => {
    world.model = {
      losses: () => {
        stop();
        throw new Error('the device is gone');
      },
    };
    start(newRuns(1));
    await until(() => world.models.length > 0 && world.models[0]!.model.step > 0);
    await settle();
    expect(said('problem')).toEqual([]);
  });

  it('make room for another experiment', async () => {
    const first = start(newRuns(2, { maxSteps: 100_000 }));
    await until(() => (world.models[0]?.model.step ?? 0) > 3);
    start(newRuns(1));
    await ended(1);
    await settle();
    const heard = wire.events.length;
    await settle();
    expect(wire.events).toHaveLength(heard);
    expect(said('done', first)).toEqual([]);
    expect(world.models).toHaveLength(2);
    expect(disposed()).toEqual([true, true]);
  });

  it('of an experiment that was stopped before its language was ready are not made', async () => {
    start(newRuns(1), { subject: { grammar: 'text = <a> .\na = ready | late' } });
    stop();
    await languageOf('text = <a> .\na = ready | late');
    await settle();
    expect(wire.events).toEqual([]);
    expect(world.models).toEqual([]);
  });
});

describe('a run of a plan that was stopped', () => {
  /** Stops it while it is probed. */
  async function stopped() {
    const [run] = newRuns(1);
    probe.run.mockImplementationOnce(async () => {
      stop();
      return undefined;
    });
    start([run!], { probe: true, keep: true });
    await until(() => probe.run.mock.calls.length > 0);
    await settle();
    expect(said('done')).toEqual([]);
    expect(said('kept')).toHaveLength(1);
    expect(disposed()).toEqual([false]);
    return run!;
  }

  it('goes on in the experiment that asks for it again, and is kept only once', async () => {
    const run = await stopped();
    start([run], { probe: true, keep: true });
    await ended(1);
    await settle();
    expect(world.models).toHaveLength(1);
    expect(said('progress')[0]).toMatchObject({ runId: run.id, step: 10 });
    expect(said('backend')).toHaveLength(1);
    expect(said('kept')).toEqual([]);
    expect(disposed()).toEqual([true]);
  });

  it.each<
    [string, (run: ExperimentRun) => [ExperimentRun, Partial<{ probe: boolean; subject: Subject }>]]
  >([
    ['other settings', (run) => [{ ...run, settings: { ...settings, maxSteps: 5 } }, {}]],
    ['another language', (run) => [run, { subject: { grammar: BIRDS } }]],
    ['no probe', (run) => [run, { probe: false }]],
  ])('makes way for one with %s', async (_what, change) => {
    const [run, changed] = change(await stopped());
    start([run], { probe: true, ...changed });
    await ended(1);
    await settle();
    expect(disposed()).toEqual([true, true]);
    expect(world.models[1]!.model.step).toBe(run.settings.maxSteps);
  });
});

describe('a run whose engine is lost', () => {
  beforeEach(async () => {
    vi.resetModules(); // engines that other tests have started are not known here
    await import('./experiments');
  });
  const lose = () => {
    for (const { fail } of world.engines) fail({ kind: 'lost', reason: 'gone', step: 1 });
  };
  /** At this step the engine fails; so many times. */
  const failAt = (at: number, times: number) => {
    let left = times;
    world.model = {
      losses: (step) => {
        if (step !== at || left-- <= 0) return 1;
        lose();
        throw new Error('mapAsync failed');
      },
    };
  };

  it('goes on by itself from where it was saved, and says so', async () => {
    const [run] = newRuns(1, { maxSteps: 1000 });
    listen((event) => {
      if (event.type === 'progress' && event.step >= 5 && event.jobId === jobId) stop();
    });
    start([run!]);
    await until(() => said('progress').some(({ step }) => step >= 5));
    await settle(); // it rests, and is saved
    const reached = world.models[0]!.model.step;
    expect(reached).toBeGreaterThan(0);
    listen(() => {});
    world.models[0]!.model.train = () => {
      lose();
      throw new Error('mapAsync failed');
    };
    start([run!]);
    await ended(1);
    const lost = 'The WASM device was lost: gone.';
    expect(said('goesOn')).toEqual([
      { type: 'goesOn', jobId, step: reached, lost, together: false },
    ]);
    const all = said('progress').filter(({ isAll }) => isAll);
    expect(all.map(({ step }) => step)).toEqual([reached, reached]); // of both
    expect(world.models).toHaveLength(2);
    expect(said('problem')).toEqual([]);
    expect(said('done')[0]!.result.step).toBe(1000);
  });

  it('begins again where it was not saved yet', async () => {
    failAt(4, 1);
    start(newRuns(2));
    await ended(2);
    expect(said('goesOn').map(({ step }) => step)).toEqual([0]);
    expect(said('problem')).toEqual([]);
  });

  it('takes another engine where that one does not come back', async () => {
    failAt(4, 1);
    const [run] = newRuns(1);
    listen(({ type }) => {
      if (type === 'progress') world.faults.set('wasm', 'cannot start');
    });
    start([run!]);
    await ended(1);
    expect(said('backend').map(({ report }) => report.backend)).toEqual(['wasm', 'webgpu']);
    expect(said('goesOn')).toHaveLength(1);
  });

  it('takes another after the second time at the same step, and is given up in the end', async () => {
    failAt(4, 2);
    start(newRuns(1));
    await ended(1);
    expect(said('backend').map(({ report }) => report.backend)).toEqual(['wasm', 'wasm', 'webgpu']);
    failAt(4, 99);
    start(newRuns(1));
    await until(() => said('problem').length > 0);
    expect(said('problem')[0]!.problem.why).toContain('device was lost: gone');
    expect(said('backend').length).toBeLessThan(6);
  });

  it('does not count as one whose loss is not a number', async () => {
    let isBad = true;
    world.model = {
      losses: (step) => {
        if (!isBad || step < 4) return 1;
        isBad = false;
        setTimeout(lose);
        return Number.NaN;
      },
    };
    start(newRuns(1, { backend: 'webgl' }));
    await ended(1);
    expect(said('diverged')).toEqual([]);
    expect(said('goesOn')).toHaveLength(1);
  });

  it('side by side with others has all of them go on', async () => {
    failAt(4, 1);
    start(newRuns(3), { together: true });
    await ended(3);
    expect(said('goesOn')).toMatchObject([{ step: 0, together: true }]);
    expect(world.models).toHaveLength(6);
    await settle();
    expect(disposed()).toEqual([true, true, true, false, false, false]);
  });
});

describe('a run that another has taken the place of', () => {
  /** Trains a run up to step 5 at least and another after it. Returns the first, and how far it came. */
  async function displaced() {
    const [run, other] = newRuns(2, { maxSteps: 1000 });
    listen((event) => {
      if (event.type === 'progress' && event.step >= 5) stop();
    });
    start([run!]);
    await until(() => said('progress').some(({ step }) => step >= 5));
    await settle();
    const { step } = world.models[0]!.model;
    listen(() => {});
    start([{ ...other!, settings: { ...other!.settings, maxSteps: 5 } }], { group: 'another' });
    await ended(1);
    await settle();
    expect(disposed()).toEqual([true, true]);
    return { run: run!, step };
  }

  it('goes on where it was stopped', async () => {
    const { run, step } = await displaced();
    start([run]);
    await until(() => said('progress').length > 0);
    expect(said('goesOn')).toMatchObject([{ step, lost: undefined }]);
    expect(said('progress')[0]).toMatchObject({ step, isAll: true });
  });

  it('begins anew where its experiment was discarded', async () => {
    const { run } = await displaced();
    ask({ type: 'forget', group: 'another' });
    ask({ type: 'forget', group: 'a plan' });
    start([run]);
    await until(() => said('progress').length > 0);
    expect(said('goesOn')).toEqual([]);
    expect(said('progress')[0]!.step).toBe(0);
  });
});

describe('runs side by side', () => {
  it('begin once all are made, and stay to be kept when asked', async () => {
    start(newRuns(3), { together: true, keep: true });
    await ended(3);
    const types = wire.events.map(({ type }) => type);
    expect(types.lastIndexOf('backend')).toBeLessThan(types.indexOf('progress'));
    await settle();
    expect(disposed()).toEqual([false, false, false]);
    expect(said('kept')).toEqual([]);
    ask({ type: 'keep', jobId: jobId - 1 }); // others, which are gone
    await settle();
    expect(said('kept')).toEqual([]);
    ask({ type: 'keep', jobId });
    await until(() => said('kept').length === 3);
    expect(new Set(said('kept').map(({ runId }) => runId)).size).toBe(3);
  });

  it('that cannot be kept are reported', async () => {
    world.model = { examLoss: () => Number.NaN };
    start(newRuns(1), { together: true });
    await until(() => said('diverged').length > 0);
    ask({ type: 'keep', jobId });
    await until(() => said('problem').length > 0);
    expect(said('problem')[0]!.problem).toEqual({
      kind: 'storage',
      what: 'A run could not be kept.',
      why: 'Its loss is not a number.',
      advice: 'Train it again with a lower learning rate. The others are kept.',
    });
  });

  it('all stop where one diverges', async () => {
    let others = 0;
    world.model = { losses: (step) => (step > 3 && ++others > 3 ? Number.NaN : 1) };
    start(newRuns(2, { maxSteps: 100_000 }), { together: true });
    await until(() => said('problem').length > 0);
    await settle();
    expect(said('problem')).toMatchObject([{ problem: { kind: 'not-finite' } }]);
    const steps = world.models.map(({ model }) => model.step);
    await settle();
    expect(world.models.map(({ model }) => model.step)).toEqual(steps);
    expect(said('done')).toEqual([]);
  });

  it('stop when asked, and are freed for those that follow, whatever they are doing', async () => {
    const first = start(newRuns(3, { maxSteps: 100_000 }), { together: true });
    await until(() => said('backend').length === 3);
    stop(); // they sit the first exam now, to its end
    const second = start(newRuns(3), { together: true });
    await until(() => said('exam').length === 1);
    stop(); // these wait for the first
    start(newRuns(3), { together: true });
    await ended(3);
    await settle();
    expect([said('done', first), said('backend', second)]).toEqual([[], []]);
    expect(disposed()).toEqual([true, true, true, false, false, false]);
    ask({ type: 'keep', jobId });
    await until(() => said('kept').length === 3);
  });

  it('are put aside with their language, and are there again though others were trained meanwhile', async () => {
    await show(PETS);
    const mine = start(newRuns(2), { together: true });
    await ended(2);
    ask({ type: 'putAside' });
    await show(BIRDS);
    start(newRuns(2), { together: true });
    await ended(2);
    ask({ type: 'look', jobId: mine, specimen: 0 });
    await settle();
    expect(said('guesses', mine)).toEqual([]);
    ask({ type: 'language', languageId: ++languageId, subject: { grammar: 'a = b c .' } });
    ask({ type: 'bringBack' });
    await settle();
    expect(disposed()).toEqual([false, false, true, true]);
    ask({ type: 'look', jobId: mine, specimen: 0 });
    await until(() => said('guesses', mine).length === 2);
    expect(said('language').some((event) => event.languageId === languageId)).toBe(false);
  });

  it('that are stopped while they are made are not made further', async () => {
    listen(({ type }) => {
      if (type === 'backend') stop();
    });
    start(newRuns(3), { together: true });
    await until(() => world.models.length > 0);
    await settle();
    await settle();
    expect(said('backend')).toHaveLength(1);
    expect(said('progress')).toEqual([]);
  });

  it('guess the blank of a sentence, each for itself, with all tokens of the language', async () => {
    await show(PETS);
    start(newRuns(2), { together: true });
    await ended(2);
    ask({ type: 'look', jobId: jobId - 1, specimen: 1 });
    ask({ type: 'look', jobId, specimen: 99 });
    ask({ type: 'look', jobId, specimen: 2 });
    await until(() => said('guesses').length === 2);
    await settle();
    expect(said('guesses')).toHaveLength(2);
    const { vocabSize } = await languageOf(PETS);
    for (const { specimen, guesses, divergence } of said('guesses')) {
      expect(specimen).toBe(2);
      expect(guesses.length).toBeGreaterThanOrEqual(vocabSize - 5); // special tokens are not guessed
      expect(divergence).toBeGreaterThan(0);
    }
  });

  it('are freed once another language is shown', async () => {
    await show(PETS);
    start(newRuns(2), { together: true });
    await ended(2);
    await show(BIRDS);
    await settle();
    expect(disposed()).toEqual([true, true]);
    ask({ type: 'look', jobId, specimen: 1 });
    ask({ type: 'keep', jobId });
    await settle();
    expect([said('guesses'), said('kept')]).toEqual([[], []]);
  });

  it('stay while a language is wrong', async () => {
    await show(PETS);
    start(newRuns(1), { together: true });
    await ended(1);
    ask({ type: 'language', languageId: ++languageId, subject: { grammar: 'text = <nothing> .' } });
    await until(() => said('wrong').length > 0);
    ask({ type: 'look', jobId, specimen: 0 });
    await until(() => said('guesses').length === 1);
    expect(disposed()).toEqual([false]);
  });
});

describe('runs side by side that were saved', () => {
  beforeEach(async () => {
    vi.resetModules(); // another visit, with nothing saved before
    await import('./experiments');
  });
  const sides = (changed: Partial<Settings> = {}): ExperimentRun[] =>
    (['left', 'right', 'both'] as const).map((context) => ({
      id: context,
      settings: { ...settings, ...changed, context },
    }));
  const how = { together: true, group: 'twins' };
  function bring(grammar = PETS) {
    const machine = { backend: 'wasm', workers: 1 } as const;
    const subject = { grammar };
    ask({ type: 'bringTwins', jobId: ++jobId, subject, group: 'twins', machine });
    return until(() => said('back').length > 0);
  }
  /** Others take their place. */
  const displace = () => show(BIRDS).then(() => show(PETS));
  const step = () => world.models.at(-1)!.model.step;

  it('come back done, to be looked at and kept', async () => {
    await show(PETS);
    start(sides(), how);
    await ended(3);
    const resultsSaid = () =>
      said('done').map(({ runId, result: { seconds: _, ...result } }) => [runId, result]);
    const results = resultsSaid();
    const evals = said('progress').flatMap((e) => e.evals.map((one) => [e.runId, one]));
    await settle();
    await displace();
    await bring();
    await ended(3);
    expect(said('back')[0]!.runs).toMatchObject(
      (['both', 'left', 'right'] as const).map((id) => ({ run: { id }, step: 10, isDone: true })),
    );
    expect(said('goesOn')).toEqual([]);
    expect(resultsSaid()).toEqual(expect.arrayContaining(results));
    const known = said('progress').flatMap((e) => e.evals.map((one) => [e.runId, one]));
    expect(known).toHaveLength(evals.length);
    expect(known).toEqual(expect.arrayContaining(evals));
    ask({ type: 'look', jobId, specimen: 0 });
    await until(() => said('guesses').length === 3);
    ask({ type: 'keep', jobId });
    await until(() => said('kept').length === 3);
    expect(disposed()).toEqual([true, true, true, false, false, false]);
  });

  it('come back where they stood and go on when asked; made anew they begin anew', async () => {
    await show(PETS);
    start(sides({ maxSteps: 100_000 }), how);
    await until(() => world.models.length === 3 && step() > 3);
    stop();
    await settle();
    const steps = world.models.map(({ model }) => model.step);
    await displace();
    await bring();
    await until(() => said('progress').length === 3);
    await settle();
    const from = jobId;
    const back = new Map(said('back')[0]!.runs.map(({ run, ...rest }) => [run.id, rest]));
    expect(['left', 'right', 'both'].map((id) => back.get(id))).toEqual(
      steps.map((at) => ({ step: at, isDone: false })),
    );
    expect(world.models.slice(3).reduce((sum, { model }) => sum + model.step, 0)).toBe(
      steps.reduce((a, b) => a + b),
    );
    start(sides({ maxSteps: 100_000 }), { ...how, from });
    await until(() => said('progress').length > 3 && step() > Math.max(...steps));
    expect(world.models).toHaveLength(6);
    expect(said('goesOn')).toEqual([]);
    stop();
    await settle();
    // With a worker that knows nothing of them they go on from what was saved.
    await displace();
    start(sides({ maxSteps: 100_000 }), { ...how, from: 0 });
    await until(() => said('goesOn').length > 0);
    expect(said('goesOn')).toMatchObject([{ lost: undefined, together: true }]);
    expect(said('goesOn')[0]!.step).toBeGreaterThan(0);
    stop();
    await settle();
    start(sides({ maxSteps: 100_000 }), how);
    await until(() => said('progress').length > 0);
    expect(said('goesOn')).toEqual([]);
  });

  it('are those of this language that were saved last, and stay while a plan trains', async () => {
    start(sides({ seed: 1 }), how);
    await ended(3);
    start(sides({ seed: 2 }), how);
    await ended(3);
    await settle();
    await bring(BIRDS);
    expect(said('back')[0]!.runs).toEqual([]);
    const plan = start(newRuns(1, { maxSteps: 100_000 }));
    await until(() => said('progress', plan).length > 0);
    await bring();
    await ended(3);
    expect(said('back')[0]!.runs.map(({ run }) => run.settings.seed)).toEqual([2, 2, 2]);
    const heard = said('progress', plan).length;
    await until(() => said('progress', plan).length > heard);
  });

  it('are not brought back further once others are trained', async () => {
    start(sides(), how);
    await ended(3);
    await settle();
    await bring();
    start(sides({ seed: 5 }), how);
    await ended(3);
    await settle();
    expect(disposed().filter((is) => !is)).toHaveLength(3);
  });
});

describe('a text', () => {
  let text: TextToLearn;
  beforeAll(async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Cat ${i % 7} sat on mat ${i % 5}.`);
    const cut = { maxPositionEmbeddings: 16, keepTogether: true, packSentences: true };
    const prepared = await prepareText(lines.join(' '), { ...settings, ...cut });
    const { vocabulary } = prepared;
    text = {
      ...{ id: 'cats', stored: storeEncoded(prepared), vocabulary, cut, starter: undefined },
      byHand: new Uint32Array(),
      specimens: [
        {
          ...{ before: 'Cat ', after: ' sat.', inputIds: Int32Array.of(2, 9, 4, 8, 3) },
          ...{ blank: 2, answer: 7, exact: undefined },
        },
      ],
    };
  });
  const onText = () => ({ subject: { text } });
  const best = { maxPositionEmbeddings: 16, loadBestModelAtEnd: true, maxSteps: 20 };
  /** Best at step 10 */
  const overFits = { examLoss: (step: number) => 2 + Math.abs(step - 10) / 10 };

  it('is made ready, and its models guess a few words, the right one among what is told', async () => {
    ask({ type: 'language', languageId: ++languageId, ...onText() });
    await until(() => said('language').length > 0);
    expect(said('language')[0]!.language.specimens).toBe(text.specimens);
    start(newRuns(2, best), { together: true, ...onText() });
    await ended(2);
    ask({ type: 'look', jobId, specimen: 0 });
    await until(() => said('guesses').length === 2);
    for (const { guesses, answer, divergence } of said('guesses')) {
      expect(guesses).toHaveLength(5);
      expect(answer).toMatchObject({ id: 7 });
      expect(divergence).toBeUndefined();
    }
  });

  it('is refused where it cannot be learned', async () => {
    const broken = { ...text, id: 'broken', cut: { ...text.cut, maxPositionEmbeddings: 2 } };
    ask({ type: 'language', languageId: ++languageId, subject: { text: broken } });
    await until(() => said('wrong').length > 0);
    expect(said('wrong')[0]!.problem.what).toBe('This text cannot be learned here.');
  });

  it('has each run judged at its best step, where its settings say so', async () => {
    world.model = overFits;
    const [going, staying] = [newRuns(1, best), newRuns(1, { ...best, loadBestModelAtEnd: false })];
    start([...going, ...staying], { keep: true, ...onText() });
    await ended(2);
    const [exam] = said('exam');
    expect(exam!.exam).toMatchObject({ floors: undefined, tellingFloors: undefined });
    expect(said('done').map(({ result }) => [result.step, result.loss])).toEqual([
      [10, 2],
      [20, 3],
    ]);
    expect(said('kept').map(({ snapshot }) => snapshot.state.step)).toEqual([10, 20]);
  });

  it('is not that of a language: there the last step counts', async () => {
    world.model = overFits;
    start(newRuns(1, best));
    await ended(1);
    expect(said('done')[0]!.result.step).toBe(20);
  });

  it('is told from another text, whose runs do not go on with it', async () => {
    const [run] = newRuns(1, best);
    probe.run.mockImplementationOnce(async () => {
      stop();
      return undefined;
    });
    start([run!], { probe: true, ...onText() });
    await until(() => probe.run.mock.calls.length > 0);
    await settle();
    start([run!], { probe: true, subject: { text: { ...text, id: 'other cats' } } });
    await ended(1);
    expect(world.models).toHaveLength(2);
  });
});
