import { expect, it, vi } from 'vitest';
import { macrotask } from '../../base/pause';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { Engine } from '../../engine/engine';
import { stubModel, vocabularyOf } from '../../uses/testReader';
import { createModels } from './models';

const vocabulary = vocabularyOf('a', 'b');

/** An engine whose models note how many calls they are in at once. */
function engineOf() {
  const { model } = stubModel({ vocabulary });
  const calls = { now: 0, most: 0 };
  const noting = async <T>(answer: Promise<T>) => {
    calls.most = Math.max(calls.most, ++calls.now);
    await macrotask();
    calls.now--;
    return answer;
  };
  const noted = {
    ...model,
    infer: vi.fn((...asked: Parameters<typeof model.infer>) => noting(model.infer(...asked))),
    read: () => noting(model.read()),
  };
  const engine = { backend: 'wasm', createModel: async () => noted } as unknown as Engine;
  const weights = async () => ({
    ...{ vocabulary, settings: DEFAULT_SETTINGS, config: model.config },
    parameters: new Float32Array(3),
  });
  return { calls, noted, weights, running: { engine, guarded: <T>(work: Promise<T>) => work } };
}

it('has a model answer one question after the other, whoever asks, and go on after one that fails', async () => {
  const { calls, noted, weights, running } = engineOf();
  const models = createModels();
  const ask = () =>
    models.asking(running, 'one', weights, async ({ reader, parameters }) => {
      const one = reader();
      const row = { ...one.encode('a b'), places: [1] };
      await parameters();
      return (await one.ask([row])).length;
    });
  await ask();
  noted.infer.mockRejectedValueOnce(new Error('not this time'));
  const answers = await Promise.allSettled([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(calls.most).toBe(1);
});

it('keeps no model that could not be made', async () => {
  const { weights, running } = engineOf();
  const models = createModels();
  const createModel = vi.spyOn(running.engine, 'createModel');
  createModel.mockRejectedValueOnce(new RangeError('it has 1 MiB'));
  const ask = () => models.asking(running, 'one', weights, async () => 'asked');
  await expect(ask()).rejects.toThrow('1 MiB');
  expect(await ask()).toBe('asked');
  expect(await ask()).toBe('asked');
  expect(createModel).toHaveBeenCalledTimes(2);
});
