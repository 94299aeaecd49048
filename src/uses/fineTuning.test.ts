import { expect, it, vi } from 'vitest';
import type { Batch, Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import { countingModel } from '../train/testModel';
import { type Example, fineTune } from './fineTuning';
import { materialOf } from './material';
import { createReader } from './reader';
import { tinyWorld } from './testWorld';
import { untrainedState } from './training';

const { world } = tinyWorld({
  passages: () => ['red hot fire', 'blue cold ice', 'red warm sun', 'blue wet sea'],
  labelTokens: ['[warm]', '[cool]'],
});
const { vocabulary, settings, config } = materialOf(world);
const [WARM, COOL] = ['[warm]', '[cool]'].map((token) => vocabulary.tokens.indexOf(token));
const encode = createReader(countingModel({ config }).model, vocabulary).encode;
const example = (text: string, label: number): Example => ({ encoded: encode(text), label });
const EXAMPLES = [
  example('red hot fire', WARM!),
  example('blue cold ice', COOL!),
  example('red sun', WARM!),
  example('blue sea', COOL!),
  example('fire', WARM!),
];

/** An engine whose model notes the batches that it is trained on. */
function noting(statistics?: () => Promise<never>) {
  const batches: Batch[] = [];
  const { model, log } = countingModel({ config });
  const train = (batch: Batch) => batches.push(batch);
  const noted = { ...model, train, ...(statistics && { statistics }) };
  const engine = { createModel: async () => noted } as unknown as Engine;
  return { engine, batches, log };
}
const task = (changed: Partial<typeof settings> = {}) => ({
  ...{ config, examples: EXAMPLES, parameters: untrainedState(world, 1).parameters },
  settings: { ...settings, batchSize: 2, maxSteps: 5, ...changed },
});

it('asks for the class at [CLS], or at the blank of a prompt, with padding masked', async () => {
  const { engine, batches } = noting();
  const prompt = { ...example('red hot', WARM!), place: 2 };
  await fineTune(engine, {
    ...task({ batchSize: 9, maxSteps: 1 }),
    examples: [EXAMPLES[0]!, prompt],
  });
  const [batch] = batches;
  expect([batch!.batchSize, batch!.sequenceLength]).toEqual([2, 5]);
  const at = batch!.attentionMask[4] === 0 ? 0 : 1; // which of the two is the shorter one
  expect([...batch!.attentionMask.subarray(5 * at, 5 * at + 5)]).toEqual([1, 1, 1, 1, 0]);
  expect([...batch!.positions].toSorted()).toEqual(at === 0 ? [2, 5] : [0, 7]);
  expect([...batch!.labels]).toEqual([WARM, WARM]);
  expect(batch!.tokenTypeIds).toBeUndefined();
});

it('visits every example once an epoch, in a new order', async () => {
  const { engine, batches } = noting();
  await fineTune(engine, task({ maxSteps: 10 }));
  const T = 5;
  const drawn = batches.flatMap(({ inputIds }) =>
    [0, 1].map((b) => inputIds.subarray(b * T, (b + 1) * T).join()),
  );
  const epochs = [0, 1, 2, 3].map((e) => drawn.slice(5 * e, 5 * e + 5));
  for (const epoch of epochs) expect(new Set(epoch).size).toBe(5);
  expect(new Set(epochs.map(String)).size).toBeGreaterThan(1);
});

it('tells its steps and lets messages in; what that throws disposes of the model', async () => {
  const { engine, log } = noting();
  const onStep = vi.fn();
  await fineTune(engine, { ...task({ maxSteps: 25 }), onStep });
  expect(onStep.mock.calls.flat()).toEqual([10, 20, 25]);
  expect(log).not.toContain('dispose');
  const pause = () => Promise.reject(new Error('nobody wants it'));
  await expect(fineTune(engine, { ...task(), pause })).rejects.toThrow('nobody wants it');
  expect(log.filter((line) => line === 'dispose')).toHaveLength(1);
  const failing = noting(() => Promise.reject(new Error('lost')));
  await expect(fineTune(failing.engine, task())).rejects.toThrow('lost');
  expect(failing.log).toContain('dispose');
  await expect(fineTune(engine, { ...task(), examples: [] })).rejects.toThrow('no examples');
});

it('learns two classes on the WASM engine in a few steps, and has moved all of the encoder', async () => {
  const engine = await startWasmEngine();
  const start = task({ batchSize: 5, maxSteps: 30 });
  const before = start.parameters.slice();
  const model = await fineTune(engine, start);
  expect(start.parameters).toEqual(before); // which others go on using
  const reader = createReader(model, vocabulary);
  const texts = ['red fire', 'blue ice sea', 'red sun fire', 'blue ice'].map((text) =>
    encode(text),
  );
  const asked = await reader.ask(texts.map(({ ids }) => ({ ids, places: [0] })));
  const guesses = asked.map((one) => {
    const p = one.logProbabilities(0);
    return p.indexOf(p.reduce((a, b) => Math.max(a, b)));
  });
  expect(guesses).toEqual([WARM, COOL, WARM, COOL]);
  const { parameters } = await model.read();
  const moved = parameters.filter((x, i) => Math.abs(x - before[i]!) > 1e-3).length;
  expect(moved / parameters.length).toBeGreaterThan(0.5);
  model.dispose();
});
