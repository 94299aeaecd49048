import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { macrotask } from '../base/pause';
import { DEFAULT_SETTINGS } from '../config/settings';
import { writeSafetensors } from '../interop/safetensors';
import { stateDict } from '../interop/stateDict';
import { bertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { UsesEvent } from '../protocol/uses';
import { materialOf } from '../uses/material';
import { vocabularyOf } from '../uses/testReader';
import { untrainedState } from '../uses/training';
import { answerOrHelp, world as engines, startEngine } from './testEngines';
import { until, workerPort } from './testPort';
import { atWork, startUses, USES, world } from './testUses';

// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../uses/uses', () => ({ USES }));

const { config } = materialOf(world);
const { parameters } = untrainedState(world, 1);
const SHIPPED = writeSafetensors(stateDict(config, parameters), 'F16');

/** What the server has, by the end of the address. */
const files = new Map<string, Uint8Array<ArrayBuffer> | string>();
const fetched = vi.fn(async (address: URL) => {
  const file = [...files].find(([name]) => address.href.endsWith(name))?.[1];
  return new Response(file, { status: file === undefined ? 404 : 200 });
});

let t: Awaited<ReturnType<typeof startUses>>;
beforeEach(async () => {
  files.clear();
  files.set('uses/tiny/model.safetensors', SHIPPED);
  fetched.mockClear();
  vi.stubGlobal('fetch', fetched);
  t = await startUses();
});
afterEach(() => vi.unstubAllGlobals());

const words = (event: UsesEvent) => {
  if (event.type !== 'played') throw new Error(JSON.stringify(event));
  return event.answer.blocks.map((block) => (block.kind === 'says' ? block.text : block.kind));
};
const problem = (event: UsesEvent) => {
  if (event.type !== 'failed') throw new Error(JSON.stringify(event));
  return event.problem;
};
/** Models that were made and not disposed of */
const alive = () => engines.models.filter(({ log }) => !log.includes('dispose')).length;

const SIZE = { hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 1, numAttentionHeads: 2 };
const VOCABULARY = vocabularyOf('the', 'ferry', 'sails', 'at', 'noon', 'dusk', '.');
const SETTINGS = { ...DEFAULT_SETTINGS, ...SIZE, maxPositionEmbeddings: 16 };
const { length: P } = parameterLayout(bertConfig(SETTINGS, VOCABULARY.tokens.length));
function run(key: string, size = P) {
  const none = new Float32Array(size);
  const state = { parameters: none, firstMoment: none, secondMoment: none, step: 3 };
  return {
    ...{ kind: 'other', key, name: 'My run', settings: SETTINGS, vocabulary: VOCABULARY },
    from: { runId: key, state },
  };
}
const TEXT = {
  ...{ key: 'ferry', name: 'Ferry', language: 'en' },
  text: 'The ferry sails at noon. The ferry sails at dusk. At noon the ferry sails.',
};

describe('what there is', () => {
  it('lists all uses in order', async () => {
    const listed = await t.asked({ type: 'list' });
    expect(listed).toMatchObject({ uses: [{ id: 'food' }, { id: 'any' }] });
    expect([engines.engines, fetched.mock.calls]).toEqual([[], []]); // nothing else is loaded
  });

  it('hands over what was measured, and nothing where nothing was', async () => {
    files.set('uses/food/results.json', '{"measured":[]}');
    expect(await t.asked({ type: 'results' })).toMatchObject({ results: { measured: [] } });
    const none = await t.asked({ type: 'results', use: 'doesNotWork' });
    expect(none).toEqual({ type: 'results', id: expect.any(Number), results: undefined });
    files.set('uses/food/results.json', '{"measur');
    expect(problem(await t.asked({ type: 'results' }))).toMatchObject({
      what: 'What was measured could not be loaded.',
      why: expect.stringContaining('JSON'),
    });
  });

  it('gives examples, of a text where there is one', async () => {
    expect(await t.asked({ type: 'example', at: 3 })).toMatchObject({
      values: { text: 'example 3' },
    });
    const own = await t.asked({ type: 'example', use: 'any', at: 1, text: TEXT });
    expect(own).toMatchObject({ values: { text: 'The ferry sails at dusk.' } });
  });

  it.each(['nothing', 'constructor'])('knows no use “%s”', async (use) => {
    expect(problem(await t.asked({ type: 'play', use })).why).toContain(`no use “${use}”`);
  });
});

describe('a play', () => {
  it('asks the shipped model, which is loaded once and only looks', async () => {
    const first = await t.asked({ type: 'play', values: { text: 'Cats eat all milk.' } });
    const uniform = (-Math.log(config.vocabSize)).toFixed(3);
    expect(words(first)).toEqual([Array(5).fill(uniform).join(' '), 'own false: 12, 0']);
    await t.asked({ type: 'play', values: { text: 'Dogs eat.' } });
    expect([fetched.mock.calls.length, engines.models.length]).toEqual([1, 1]);
    expect(engines.engines.map(({ backend }) => backend)).toEqual(['wasm']);
  });

  it('runs where the person chose, and else on the CPU where there is no WASM', async () => {
    const values = { text: 'Cats' };
    await t.asked({ type: 'play', values, backend: 'webgl' });
    engines.faults.set('wasm', 'cannot start');
    await t.asked({ type: 'play', values });
    expect(engines.engines.map(({ backend }) => backend)).toEqual(['webgl', 'cpu']);
    const refused = problem(await t.asked({ type: 'play', values, backend: 'wasm' }));
    expect(refused).toMatchObject({
      kind: 'backend',
      what: 'Models cannot run on WASM here.',
      why: 'It is switched off.',
    });
    engines.faults.clear();
    expect(words(await t.asked({ type: 'play', values, backend: 'wasm' }))).toHaveLength(2);
  });

  it('says in the use’s own words what is wrong with the values', async () => {
    const said = problem(await t.asked({ type: 'play', values: {} }));
    expect(said).toEqual({ kind: 'settings', what: 'Type a sentence.', why: '', advice: '' });
  });

  it('says that something else went wrong', async () => {
    atWork.play = async () => {
      throw new TypeError('x is undefined');
    };
    expect(problem(await t.asked({ type: 'play', values: { text: 'Cats' } }))).toMatchObject({
      what: 'The model could not be asked.',
      why: 'X is undefined.',
    });
  });

  it('tells how far it has come: not too often, never back', async () => {
    atWork.play = async ({ onProgress }) => {
      for (let i = 0; i <= 1000; i++) onProgress(i / 500);
      onProgress(Number.NaN);
      onProgress(0.1);
    };
    const id = t.ask({ type: 'play', values: { text: 'Cats' } });
    await t.answer(id);
    const fractions = t.said('progress', id).map(({ fraction }) => fraction);
    expect(fractions.length).toBeGreaterThan(0);
    expect(fractions.length).toBeLessThan(50);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });

  it('is overtaken by a newer one: waiting or at work, it is never answered', async () => {
    let begun = 0;
    atWork.play = async ({ pause }) => {
      begun++;
      for (let i = 0; i < 50; i++) await pause();
    };
    const values = { text: 'Cats' };
    const [working] = [t.ask({ type: 'play', values })];
    await until(() => begun === 1);
    const waiting = [1, 2, 3].map(() => t.ask({ type: 'play', values }));
    const last = t.ask({ type: 'play', values });
    await t.answer(last);
    for (let i = 0; i < 100; i++) await macrotask();
    const about = t.events().map(({ id }) => id);
    expect(about).toEqual([last]);
    expect([working, ...waiting]).not.toContain(last);
    expect(begun).toBe(2); // those that waited never began
  });
});

describe('the shipped model', () => {
  const ask = async () => problem(await t.asked({ type: 'play', values: { text: 'Cats' } }));
  const other = { ...world, recipe: { ...world.recipe, hiddenSize: 8 } };
  const narrow = writeSafetensors(
    stateDict(materialOf(other).config, untrainedState(other, 1).parameters),
  );
  it.each([
    ['is missing', undefined, 'could not be loaded (404)'],
    ['is cut off', SHIPPED.slice(0, -9), 'Its end is missing'],
    ['is no model', new TextEncoder().encode('<!doctype html><title>Not found</title>'), ''],
    ['is of another size', narrow, 'has the shape'],
  ])('where it %s, says so and what to do, and is loaded again', async (_, file, why) => {
    if (file) files.set('uses/tiny/model.safetensors', file);
    else files.clear();
    const said = await ask();
    expect(said.what).toContain('The model of this use could not be loaded.');
    expect(said.why.toLowerCase()).toContain(why.toLowerCase());
    expect(said.advice).toContain('Train it here');
    files.set('uses/tiny/model.safetensors', SHIPPED);
    expect(words(await t.asked({ type: 'play', values: { text: 'Cats' } }))).toHaveLength(2);
  });
});

describe('another model', () => {
  it('is asked about a text of its own', async () => {
    const request = { type: 'play', use: 'any', values: { text: 'The ferry' } } as const;
    const said = words(await t.asked({ ...request, model: run('a'), text: TEXT }));
    expect(said[0]).toBe(Array(2).fill((-Math.log(VOCABULARY.tokens.length)).toFixed(3)).join(' '));
    expect(said[1]).toBe('own true: 3, 1'); // one of three sentences is held out
    expect(problem(await t.asked({ ...request, model: run('a') })).what).toBe(
      'My run has no text to work over.',
    );
  });

  it('is refused where the use has a language of its own, or it has another size', async () => {
    const values = { text: 'Cats' };
    const request = { type: 'play', values, model: run('a'), text: TEXT } as const;
    expect(problem(await t.asked(request)).what).toBe('My run cannot be asked here.');
    const broken = await t.asked({ ...request, use: 'any', model: run('b', P - 1) });
    expect(problem(broken).why).toContain(`${P - 1} parameters`);
    const gone = { ...run('c'), from: { runId: 'c', state: undefined } };
    const unread = problem(await t.asked({ ...request, use: 'any', model: gone }));
    expect(unread.what).toBe('The model could not be asked.');
    expect(alive()).toBe(0);
  });

  it('three are kept ready, and the one that was asked longest ago is disposed of', async () => {
    const play = (key: string) =>
      t.asked({ type: 'play', use: 'any', values: { text: 'The' }, model: run(key), text: TEXT });
    for (const key of ['a', 'b', 'a', 'c', 'd', 'a']) await play(key);
    expect(engines.models).toHaveLength(4);
    expect(engines.models.map(({ log }) => log.includes('dispose'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    await play('b');
    expect([engines.models.length, alive()]).toEqual([5, 3]);
  });

  it('stays as long as somebody is asking it', async () => {
    let go = () => {};
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    atWork.exam = () => waiting;
    const sitting = t.ask({ type: 'exam', use: 'any', model: run('slow'), text: TEXT });
    await until(() => engines.models.length === 1);
    const [slow] = engines.models;
    for (const key of ['a', 'b', 'c']) {
      await t.asked({
        type: 'play',
        use: 'any',
        values: { text: 'The' },
        model: run(key),
        text: TEXT,
      });
    }
    const disposed = slow!.log.includes('dispose');
    go();
    await t.answer(sitting);
    expect([disposed, t.said('sat', sitting).length]).toEqual([false, 1]);
    await until(() => alive() === 3);
  });
});

describe('an exam', () => {
  it('is measured over its items, with the lead over each rival', async () => {
    const sat = await t.asked({ type: 'exam' });
    expect(sat).toMatchObject({
      notes: [],
      measured: [
        {
          id: 'food',
          items: 2,
          seeds: 1,
          standings: [{ who: 'model' }, { who: 'none', lead: { mean: 0 } }],
        },
      ],
    });
  });

  it('says where only the beginning of a text was read', async () => {
    const long = { ...TEXT, key: 'long', text: 'The ferry sails at noon. '.repeat(2500) };
    const sat = await t.asked({ type: 'exam', use: 'any', model: run('a'), text: long });
    if (sat.type !== 'sat') throw new Error(JSON.stringify(sat));
    expect(sat.notes).toEqual(['Of “Ferry”, only the first 2\u202f000 sentences are used.']);
    expect(sat.measured[0]!.title).toBe('Of 2000 sentences');
  });
});

describe('training', () => {
  it('tells steps and points once each, and keeps the model as the one that was trained here', async () => {
    expect(
      problem(await t.asked({ type: 'play', model: { kind: 'here' }, values: { text: 'Cats' } }))
        .what,
    ).toBe('No model has been trained here yet.');
    const id = t.ask({ type: 'train' });
    expect(await t.answer(id)).toEqual({ type: 'trained', id, step: 100, isWhole: true });
    const told = t.said('training', id);
    const points = told.flatMap((event) => event.points);
    expect(points.map(({ step }) => step)).toEqual(
      Array.from({ length: 35 }, (_, i) => Math.min(100, 3 * i)),
    );
    expect(told[0]).toMatchObject({ step: 0, of: 100, backend: 'wasm', takeOff: null });
    expect(alive()).toBe(0);
    await t.asked({ type: 'play', model: { kind: 'here' }, values: { text: 'Cats' } });
    expect(fetched).not.toHaveBeenCalled();
    expect(alive()).toBe(1);
    // Trained again, it is another one.
    await t.asked({ type: 'train', seed: 2 });
    await t.asked({ type: 'play', model: { kind: 'here' }, values: { text: 'Cats' } });
    expect(engines.models).toHaveLength(4);
  });

  it('goes on while others ask, and ends when it is stopped, with what there is', async () => {
    engines.model = { losses: () => 1 };
    const endless = { ...world, recipe: { ...world.recipe, maxSteps: 1_000_000 } };
    vi.spyOn(USES, 'food').mockImplementation(async () => ({
      ...(await USES.any!()),
      world: endless,
    }));
    const id = t.ask({ type: 'train' });
    await until(() => t.said('training', id).length > 0);
    const played = await t.asked({ type: 'play', values: { text: 'Cats' } });
    expect(words(played)).toHaveLength(2);
    const [model] = engines.models;
    const before = model!.model.step;
    await until(() => model!.model.step > before);
    t.ask({ type: 'stop' });
    expect(await t.answer(id)).toMatchObject({ type: 'trained', isWhole: false });
    expect(model!.log).toContain('dispose');
    vi.restoreAllMocks();
  });

  it('ends the one before', async () => {
    const endless = { ...world, recipe: { ...world.recipe, maxSteps: 1_000_000 } };
    vi.spyOn(USES, 'any').mockImplementation(async () => ({
      ...(await USES.food!()),
      world: endless,
    }));
    const first = t.ask({ type: 'train', use: 'any' });
    await until(() => t.said('training', first).length > 0);
    const second = t.ask({ type: 'train' });
    expect(await t.answer(second)).toMatchObject({ type: 'trained', isWhole: true });
    expect(t.said('trained', first)).toMatchObject([{ isWhole: false }]);
    // Two never train at once.
    const order = t.events().map(({ id }) => id);
    expect(order.lastIndexOf(first)).toBeLessThan(order.indexOf(second));
    expect(alive()).toBe(0);
    vi.restoreAllMocks();
  });

  it('says that the loss is not a number, and leaves no model behind', async () => {
    engines.model = { losses: (step) => (step < 20 ? 1 : Number.NaN) };
    const said = problem(await t.asked({ type: 'train' }));
    expect(said).toMatchObject({ kind: 'not-finite', why: expect.stringContaining('step 20') });
    expect(alive()).toBe(0);
    engines.model = {};
    expect(await t.asked({ type: 'train' })).toMatchObject({ type: 'trained' });
  });
});

describe('an engine that is lost', () => {
  it('in the middle of training: says so, forgets its models, and the next request starts another', async () => {
    await t.asked({ type: 'play', values: { text: 'Cats' } });
    engines.model = {
      losses: (step) => {
        if (step === 30)
          engines.engines[0]!.fail({ kind: 'lost', reason: 'a driver update', step: 20 });
        return 1;
      },
    };
    const said = problem(await t.asked({ type: 'train' }));
    expect(said).toMatchObject({ kind: 'device-lost', why: 'A driver update.' });
    await until(() => alive() === 0);
    engines.model = {};
    expect(await t.asked({ type: 'play', values: { text: 'Cats' } })).toMatchObject({
      type: 'played',
    });
    expect(engines.engines).toHaveLength(2);
  });

  it('while it never answers', async () => {
    atWork.play = async () => {
      engines.engines[0]!.fail({ kind: 'out-of-memory', reason: 'no room', step: 0 });
      await new Promise(() => {});
    };
    const said = problem(await t.asked({ type: 'play', values: { text: 'Cats' } }));
    expect(said.what).toBe('The WASM device ran out of memory.');
    await until(() => alive() === 0);
  });
});
