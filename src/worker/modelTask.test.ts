import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import { startWasmEngine } from '../engine/wasm/engine';
import { createBatches } from '../train/batches';
import { modelTask } from './modelTask';
import { timeModel } from './timeEngine';

const TEXT = Array.from({ length: 60 }, (_, i) => `Cat ${i % 7} sat on mat ${i % 5}.`).join(' ');
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, hiddenSize: 16, maxSteps: 60, workers: 1 };

async function taskOf(saved?: Parameters<typeof modelTask>[4]) {
  const { encoded, vocabulary } = await prepareText(TEXT, SETTINGS);
  const sequenceLength = SETTINGS.maxPositionEmbeddings;
  const vocabSize = vocabulary.tokens.length;
  const batches = createBatches(makeDataset(encoded, { ...SETTINGS, sequenceLength }), vocabSize);
  return modelTask(SETTINGS, vocabSize, batches, () => {}, saved);
}

it('goes on from a saved state, which timing an engine leaves as it was', async () => {
  const engine = await startWasmEngine();
  const { makeModel, trial } = await taskOf();
  const model = await makeModel(engine);
  for (let step = 0; step < 5; step++) model.train(trial.batch(step), trial.options(step));
  await model.statistics();
  const saved = await model.read();
  model.dispose();

  const task = await taskOf(saved);
  const again = await task.makeModel(engine);
  expect(again.step).toBe(5);
  await timeModel(again, task.trial);
  expect(await again.read()).toEqual(saved);
  again.dispose();
});

it('says that a state of another size does not fit', async () => {
  const none = new Float32Array(3);
  const state = { parameters: none, firstMoment: none, secondMoment: none, step: 1 };
  await expect(taskOf(state)).rejects.toThrow('the saved weights are 3 numbers');
});

it('is of a size class by its work per step, and by its workers', () => {
  const settings: Settings = {
    ...{ ...SETTINGS, numHiddenLayers: 1, intermediateSize: 64, numAttentionHeads: 1, workers: 3 },
    ...{ maxPositionEmbeddings: 16, batchSize: 8, mlmProbability: 0.25 },
  };
  const at = () => {
    throw new Error('no batch is needed');
  };
  // N = 128, M = 32, D = 16: 6 (128 (3 D² + 32 D) + 32 (D² + 128 D) + 32 (D² + 10⁴ D)) = 32 194 560 = 2^24.94
  const { sizeClass } = modelTask(settings, 10_000, { at }, () => {});
  expect(sizeClass).toBe('2^25 FLOP, workers 3');
});

it('can only be looked at where the browser says that the device has no room to train it', async () => {
  const engine = await startWasmEngine();
  const looks = async (deviceMemory: number) => {
    vi.stubGlobal('navigator', { deviceMemory });
    const { makeModel } = await taskOf().finally(() => vi.unstubAllGlobals());
    return (await makeModel(engine)).onlyLooks;
  };
  expect(await looks(2 ** -12)).toMatch(
    /^training would take about 0\.0 GB, and the browser says that this device has 0\.0 GB$/,
  );
  expect(await looks(1)).toBeUndefined();
});
