import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { createTfjsEngine } from '../engine/tfjs/engine';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { makeDataset } from '../text/dataset';
import { prepareText } from '../text/prepare';
import { createBatches } from './batches';
import { makeExam, sitExam } from './exam';
import { learningRateAt } from './schedule';

const E = process.env;
it('x', { timeout: 1e7 }, async () => {
  const require = createRequire(import.meta.url);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  const engine = createTfjsEngine({
    backend: 'wasm',
    device: 'test',
    software: false,
    lost: new Promise<string>(() => {}),
  });
  const settings: Settings = { ...DEFAULT_SETTINGS, ...JSON.parse(E.S ?? '{}') };
  const text = readFileSync(E.TEXT ?? 'src/text/corpora/harbour.txt', 'utf8');
  const { encoded, vocabulary, stats } = await prepareText(text, settings);
  const V = vocabulary.tokens.length;
  const dataset = makeDataset(encoded, settings.maxPositionEmbeddings);
  const exam = makeExam(dataset, V);
  const batches = createBatches(dataset, V);
  const config = { ...bertConfig(settings, V), initializerRange: Number(E.INIT ?? 0.02) };
  const layout = parameterLayout(config);
  const model = engine.createModel(config, {
    parameters: initialValues(config, layout, settings.seed),
    firstMoment: new Float32Array(layout.length),
    secondMoment: new Float32Array(layout.length),
    step: 0,
  });
  console.log(
    E.S,
    'INIT',
    E.INIT,
    'V',
    V,
    JSON.stringify(stats),
    'windows',
    batches.windowsPerEpoch,
    'exam',
    exam.blanks,
    'uni',
    exam.knowsFrequencies.toFixed(3),
  );
  const t = Date.now();
  let line = '';
  for (let step = 0; step < settings.maxSteps; step++) {
    model.train(batches.at(step, settings), {
      ...settings,
      learningRate: learningRateAt(step, settings),
      dropout: { ...settings, key: step },
    });
    if (step % 100 === 99) {
      const l = (await model.statistics()).losses;
      const r = await sitExam(model, exam, settings.context);
      line += `${step + 1}: train ${(l.reduce((a, b) => a + b) / l.length).toFixed(2)} eval ${r.loss.toFixed(3)} ${(100 * r.accuracy).toFixed(1)}%  `;
    }
  }
  console.log(line, (Date.now() - t) / settings.maxSteps, 'ms/step incl');
});
