import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { builtInTexts } from '../corpus/builtInTexts';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import type { Engine } from '../engine/engine';
import { createTfjsEngine } from '../engine/tfjs/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import { createWebGPUEngine } from '../engine/webgpu/engine';
import { testDevice } from '../engine/webgpu/testDevice';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { createBatches } from './batches';
import { stepOptions } from './session';

const device = await testDevice();
const lost = new Promise<never>(() => {});

const STEPS = 120;
const settings: Settings = {
  ...DEFAULT_SETTINGS,
  vocabSize: 256,
  hiddenSize: 16,
  numHiddenLayers: 2,
  numAttentionHeads: 2,
  intermediateSize: 32,
  maxPositionEmbeddings: 16,
  batchSize: 8,
  hiddenDropoutProb: 0.1,
  attentionProbsDropoutProb: 0.1,
  warmupSteps: 20,
  maxSteps: STEPS,
};

it('one seed gives one curve on all three engines', async () => {
  await tf.setBackend('cpu');
  const engines: Record<string, Engine> = {
    tfjs: createTfjsEngine({ backend: 'cpu', device: 'test', software: false, failed: lost }),
    webgpu: createWebGPUEngine({ device, name: 'test', software: true, failed: lost }, undefined, [
      'direct',
    ]),
    wasm: await startWasmEngine(),
  };
  const text = (await builtInTexts[0]!.load()).slice(0, 8000);
  const { encoded, vocabulary } = await prepareText(text, settings);
  const vocabSize = vocabulary.tokens.length;
  const batches = createBatches(
    makeDataset(encoded, { sequenceLength: settings.maxPositionEmbeddings, keepTogether: true }),
    vocabSize,
  );
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  const zeros = () => new Float32Array(layout.length);

  const curves: Record<string, Float32Array> = {};
  for (const [name, engine] of Object.entries(engines)) {
    const model = await engine.createModel(
      config,
      {
        parameters: initialValues(config, layout, settings.seed),
        firstMoment: zeros(),
        secondMoment: zeros(),
        step: 0,
      },
      { batchSize: settings.batchSize, sequenceLength: settings.maxPositionEmbeddings },
    );
    for (let step = 0; step < STEPS; step++) {
      model.train(batches.at(step, settings), stepOptions(settings, step));
    }
    curves[name] = (await model.statistics()).losses;
    model.dispose();
  }
  const { tfjs, ...others } = curves as { tfjs: Float32Array };
  expect(tfjs.at(-1)!).toBeLessThan(tfjs[0]! - 0.5); // it has learned something on the way
  for (const [name, curve] of Object.entries<Float32Array>(others)) {
    const apart = Array.from(curve, (loss, i) => Math.abs(loss - tfjs[i]!));
    const upTo = (steps: number) => Math.max(...apart.slice(0, steps));
    const growth = [1, 10, 50, STEPS].map((n) => `${n}: ${upTo(n).toExponential(1)}`);
    // Rounding differs, and training lets it grow; a wrong mask or batch is off at once.
    expect(upTo(1), name).toBeLessThan(1e-5);
    expect(upTo(STEPS), `${name} and tfjs are apart by steps ${growth.join(', ')}`).toBeLessThan(
      1e-2,
    );
  }
});
