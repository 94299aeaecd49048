import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Language, makeLanguage } from '../artificial/language';
import { soon } from '../base/testSoon';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import type { BackendReport } from '../protocol/backend';
import type { ExperimentsEvent } from '../protocol/experiments';
import { learnableLanguage } from './experimentLanguages';
import { createExperimentRun } from './experimentRun';
import type { Learnable } from './learnable';
import { createRunSaves } from './runSaves';
import { memoryStorage } from './testSaves';

const settings: Settings = {
  ...EXPERIMENT_SETTINGS,
  ...{ backend: 'wasm', hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 1 },
  ...{ numAttentionHeads: 1, maxSteps: 20, loadBestModelAtEnd: true },
};
const REPORT: BackendReport = {
  ...{ backend: 'wasm' as const, device: 'a test', software: false, refusals: [] },
  selfTestError: 0,
};

let language: Language;
let engine: Engine;
beforeAll(async () => {
  engine = await startWasmEngine();
  language = await makeLanguage({
    grammar: 'text = <who> <does> .\nwho = the cat | the dog\ndoes = sleeps | sees <who>',
    ...{ sentences: 400, seed: 1, sequenceLength: 12 },
  });
});
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/**
 * One page with these saves, whose models do worse in the exam after step `best`, on a clock that goes on by half a second
 * a step.
 */
function page(disk: ReturnType<typeof memoryStorage>, keepsBest: boolean, best = 20) {
  const events: ExperimentsEvent[] = [];
  const now = { isCurrent: true, heard: () => {} };
  const plain = learnableLanguage('a grammar', language);
  const learnable: Learnable = {
    ...plain,
    materialFor: async (run) => ({ ...(await plain.materialFor(run)), keepsBest }),
  };
  const make = (changed: Partial<Settings> = {}, what: { together?: boolean } = {}) =>
    createExperimentRun(
      {
        post(event) {
          events.push(structuredClone(event));
          now.heard();
        },
        async choose(_setting, task) {
          const model = await task.makeModel(engine);
          const { train, evaluate } = model;
          model.evaluate = async (...args) => {
            const { losses, predictions } = await evaluate.apply(model, args);
            return { losses: losses.map((x) => (model.step > best ? x + 1 : x)), predictions };
          };
          model.train = (...args) => {
            vi.advanceTimersByTime(500);
            train.apply(model, args);
          };
          return { engine, model, report: REPORT };
        },
        isCurrent: () => now.isCurrent,
        keepsRuns: () => true,
        stop: () => {},
        saves: createRunSaves(() => {}, disk.storage),
      },
      1,
      { id: '0.0', settings: { ...settings, ...changed } },
      learnable,
      { probe: false, together: false, group: 'a plan', ...what },
    ).then((made) => made!);
  const said = <T extends ExperimentsEvent['type']>(type: T) =>
    events.filter((e): e is Extract<ExperimentsEvent, { type: T }> => e.type === type);
  const evals = () => {
    const last = said('progress').findLastIndex((e) => e.isAll);
    return said('progress')
      .slice(Math.max(0, last))
      .flatMap((e) => e.evals);
  };
  return { make, said, evals, now };
}

/** All that a run comes to. */
const outcome = ({ said, evals }: ReturnType<typeof page>) => ({
  result: said('done')[0]!.result,
  weights: said('kept')[0]!.snapshot,
  evals: evals(),
});

it.each([
  ['its last state', false, 20],
  ['its last state, with the best before aside', true, 20],
  ['its best state, which lay aside', true, 10],
])('a run that goes on after a crash comes to %s, to the last bit', async (_, keepsBest, best) => {
  const disk = memoryStorage();
  let crashed: ReturnType<typeof memoryStorage> | undefined;
  disk.world.onPut = () => {
    // The page ends just here. Another goes on to the end, as if nothing had happened.
    if (disk.world.puts.length === 2)
      crashed = memoryStorage(structuredClone({ states: disk.states, runs: disk.runs }));
  };
  const whole = page(disk, keepsBest, best);
  await (await whole.make()).finish();
  expect(disk.world.puts.slice(0, 2)).toEqual([7, 13]); // 3 s after its first step, and again
  expect(disk.runs.size).toBe(0); // it is done

  const after = page(crashed!, keepsBest, best);
  const run = await after.make();
  expect(after.said('goesOn')).toMatchObject([{ step: 13, lost: undefined }]);
  expect(after.said('progress')).toMatchObject([{ step: 13, seconds: 6.5, isAll: true }]);
  await run.finish();
  expect(outcome(after)).toEqual(outcome(whole));
  expect(outcome(whole).result.seconds).toBe(10);
  expect(crashed!.runs.size).toBe(0);
  expect(outcome(whole).result.step).toBe(best);
});

it('goes on from where it was stopped, whatever trains it, and not with other settings', async () => {
  const disk = memoryStorage();
  const before = page(disk, false);
  const run = await before.make();
  before.now.heard = () => {
    if (before.said('progress').length < 3) return;
    before.now.isCurrent = false;
    run.session.pause();
  };
  await run.finish();
  await soon(() => expect(disk.world.puts).toHaveLength(1));
  const [step] = disk.world.puts;
  const next = page(disk, false);
  expect((await next.make({ backend: 'auto', workers: 2 })).step()).toBe(step);
  expect((await next.make({ maxSteps: 15 })).step()).toBe(0);
  expect((await next.make({ hiddenSize: 16 })).step()).toBe(0);
  expect(next.said('goesOn')).toHaveLength(1);
});

it('begins anew where what was saved is of a model of another size', async () => {
  const disk = memoryStorage();
  await (await page(disk, false).make({}, { together: true })).finish();
  await soon(() => expect(disk.runs.size).toBe(1));
  for (const [key, state] of disk.states) {
    disk.states.set(key, { ...state, parameters: new Float32Array(3) });
  }
  expect((await page(disk, false).make()).step()).toBe(0);
});

it('runs side by side come back trained, with their results', async () => {
  const disk = memoryStorage();
  const before = page(disk, true, 10);
  const run = await before.make({}, { together: true });
  await run.finish();
  await soon(() => expect(disk.runs.values().next().value?.save.isDone).toBe(true));
  const after = page(disk, true, 10);
  const back = await after.make({}, { together: true });
  await back.finish();
  expect(after.said('done')).toEqual(before.said('done'));
  expect(after.evals()).toEqual(before.evals());
  expect(disk.runs.size).toBe(1);
});

it('is not saved where what was computed cannot be trusted, and says once that there is no room', async () => {
  const disk = memoryStorage();
  const refused: string[] = [];
  const saves = createRunSaves((why) => refused.push(why), disk.storage);
  const state = { parameters: Float32Array.of(1), step: 7 };
  const boundary = {
    ...{ step: 7, aside: undefined, isAtRest: true, readAside: async () => undefined },
    read: async () => ({
      state: { ...state, firstMoment: new Float32Array(1), secondMoment: new Float32Array(1) },
      ...{ memo: { trainedWith: undefined, sat: undefined, aside: undefined }, changed: [] },
    }),
  };
  const parts = {
    ...{ name: 'a', group: 'g', satExam: () => ({}) as never, evals: () => [] },
    ...{ milliseconds: () => 1, isDone: () => false },
  };
  const lost = async () => {
    throw new Error('the device is gone');
  };
  await saves.saver({ ...parts, trusted: lost })(boundary);
  expect(await saves.find('a')).toBeUndefined();
  disk.world.refusal = new DOMException('', 'QuotaExceededError');
  for (const name of ['b', 'c']) {
    await saves.saver({ ...parts, name, trusted: async () => {} })(boundary);
    expect(await saves.find(name)).toBeUndefined();
  }
  expect(refused).toEqual(['no room']);
  disk.world.refusal = undefined;
  const save = saves.saver({ ...parts, trusted: async () => {} });
  await save(boundary);
  expect((await saves.find('a'))?.state.step).toBe(7);
  // Forgotten, it is saved no more.
  await saves.forget({ group: 'g' });
  await save({ ...boundary, step: 9 });
  expect(await saves.find('a')).toBeUndefined();
});
