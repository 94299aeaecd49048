import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, it } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import type { Engine } from '../engine/engine';
import { createTfjsEngine } from '../engine/tfjs/engine';
import { testWebGL } from '../engine/tfjs/webgl/testWebGL';
import { startWasmEngine } from '../engine/wasm/engine';
import { createWebGPUEngine } from '../engine/webgpu/engine';
import { testDevice } from '../engine/webgpu/testDevice';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { Resume } from '../protocol/checkpoint';
import { createBatches } from './batches';
import { makeExam } from './exam';
import { type Boundary, createSession } from './session';

/** A run that was saved in mid-run goes on as if nothing had stopped it, on every engine and from one to another. */

const TEXT = Array.from({ length: 80 }, (_, i) => `Cat number ${i % 7} sat on mat ${i % 5}.`).join(
  ' ',
);
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  ...{ hiddenSize: 16, numHiddenLayers: 1, numAttentionHeads: 2, intermediateSize: 32 },
  ...{ maxPositionEmbeddings: 16, batchSize: 8, warmupSteps: 5, maxSteps: 24, learningRate: 0.02 },
  ...{ hiddenDropoutProb: 0.1, workers: 1 },
};
const lost = new Promise<never>(() => {});

interface Saved extends Resume {
  readonly state: TrainingState;
  readonly evals: number;
}

/** Trains to the end, or until it was saved at step `until`: every loss, every sitting, and what was saved. */
async function train(engine: Engine, from?: Saved, until?: number) {
  const { encoded, vocabulary } = await prepareText(TEXT, SETTINGS);
  const vocabSize = vocabulary.tokens.length;
  const sequenceLength = SETTINGS.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...SETTINGS, sequenceLength });
  const config = bertConfig(SETTINGS, vocabSize);
  const layout = parameterLayout(config);
  const fresh = {
    parameters: initialValues(config, layout, SETTINGS.seed),
    firstMoment: new Float32Array(layout.length),
    secondMoment: new Float32Array(layout.length),
    step: 0,
  };
  const model = await engine.createModel(config, from?.state ?? fresh, {
    batchSize: SETTINGS.batchSize,
    sequenceLength,
    workers: 1,
  });
  const losses: number[] = [];
  const evals: { step: number; loss: number }[] = [];
  let saved: Saved | undefined;
  const session = createSession({
    ...{ model, settings: SETTINGS, keepsBest: true },
    ...(from && { resume: from }),
    batches: createBatches(dataset, vocabSize),
    exam: makeExam(dataset, vocabSize),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    async onBoundary({ step, read, readAside }: Boundary) {
      if (until === undefined || saved || step < until) return;
      const { state, memo } = await read();
      saved = { state, memo, aside: memo.aside && (await readAside()), evals: evals.length };
      session.pause(); // what comes after is lost
    },
    events: {
      onState: () => {},
      onMetrics(metrics) {
        losses.push(...metrics.train.map(({ loss }) => loss!));
        evals.push(...metrics.evals.map(({ step, loss }) => ({ step, loss })));
      },
      onView: () => {},
      onProblem: ({ what }) => expect.fail(what),
    },
  });
  await session.start();
  const end = await model.read();
  await session.dispose();
  return { losses, evals, end, saved };
}

const device = await testDevice();
const webgl = await testWebGL();
const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  wasm: () => startWasmEngine(),
  webgpu: async () =>
    createWebGPUEngine({ device, name: 'test', software: true, failed: lost }, undefined, [
      'direct',
    ]),
  ...(webgl && {
    async webgl() {
      await tf.setBackend('webgl');
      return createTfjsEngine(webgl);
    },
  }),
};

/** In the middle, with a best state that is not the last one */
const MIDDLE = 11;

it.each(Object.keys(ENGINES))('goes on to the last bit on %s', async (name) => {
  const engine = await ENGINES[name]!();
  const straight = await train(engine);
  const first = await train(engine, undefined, MIDDLE);
  const { saved } = first;
  const { step } = saved!.state;
  expect(step).toBeGreaterThanOrEqual(MIDDLE);
  expect(step).toBeLessThan(SETTINGS.maxSteps);
  const second = await train(engine, saved);
  expect([...first.losses.slice(0, step), ...second.losses]).toEqual(straight.losses);
  expect([...first.evals.slice(0, saved!.evals), ...second.evals]).toEqual(straight.evals);
  expect(second.end).toEqual(straight.end); // the best state, where it went back to it
});

it('goes on from one engine on another as it would have gone on here', async () => {
  const [wasm, webgpu] = [await ENGINES.wasm!(), await ENGINES.webgpu!()];
  const straight = await train(wasm);
  const { saved } = await train(webgpu, undefined, MIDDLE);
  const { step } = saved!.state;
  const { losses } = await train(wasm, saved);
  for (const [i, loss] of losses.entries()) {
    expect(Math.abs(loss - straight.losses[step + i]!), `step ${step + i + 1}`).toBeLessThan(1e-4);
  }
});
