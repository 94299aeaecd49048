import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engine, stateOf } from '../pretrain/engine';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings';
import { makeDataset } from '../src/dataset/dataset';
import { prepareText } from '../src/dataset/prepare';
import { configJson } from '../src/interop/configJson';
import { writeSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import { tokenizerConfigJson, tokenizerJson } from '../src/interop/tokenizerJson';
import { bertConfig } from '../src/model/config';
import { initialValues } from '../src/model/initialValues';
import { parameterLayout } from '../src/model/layout';
import { continueTraining } from '../src/takeaway/code/continueTraining';
import { loadKeras } from '../src/takeaway/code/loadKeras';
import { loadTransformersJs } from '../src/takeaway/code/loadTransformersJs';
import { requirements } from '../src/takeaway/code/requirements';
import { trainFromScratch } from '../src/takeaway/code/trainFromScratch';
import { createBatches } from '../src/train/batches';
import { makeExam, sitExam } from '../src/train/exam';
import { stepOptions } from '../src/train/session';

const SETTINGS: Settings = { ...DEFAULT_SETTINGS, maxSteps: 300 };

/** Trains a small model as the page would and writes the folder that somebody takes away. */
export async function makeFolder(out: string, name: string, text: string): Promise<void> {
  const { vocabulary, encoded } = await prepareText(text, SETTINGS);
  const V = vocabulary.tokens.length;
  const sequenceLength = SETTINGS.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...SETTINGS, sequenceLength });
  const config = bertConfig(SETTINGS, V);
  const state = stateOf(config, initialValues(config, parameterLayout(config), SETTINGS.seed));
  const { batchSize, maxSteps, context } = SETTINGS;
  const model = await engine.createModel(config, state, { batchSize, sequenceLength });
  const batches = createBatches(dataset, V);
  for (let step = 0; step < maxSteps; step++) {
    model.train(batches.at(step, SETTINGS), stepOptions(SETTINGS, step));
  }
  const { loss } = await sitExam(model, makeExam(dataset, V), context);
  console.log(`${name}: ${maxSteps} steps, held-out loss ${loss.toFixed(3)} nats`);
  const { parameters } = await model.read();
  model.dispose();

  const facts = { settings: SETTINGS, config, text: name, sentence: 'The [MASK] was warm.' };
  const files: Record<string, string | Uint8Array> = {
    'config.json': configJson(config, { ...SETTINGS, dtype: 'float32' }),
    'tokenizer.json': tokenizerJson(vocabulary),
    'tokenizer_config.json': tokenizerConfigJson(vocabulary, sequenceLength),
    'model.safetensors': writeSafetensors(stateDict(config, parameters)),
    'code/train_from_scratch.py': trainFromScratch(facts),
    'code/continue_training.py': continueTraining(facts),
    'code/load_keras.py': loadKeras(facts),
    'code/load_transformers_js.mjs': loadTransformersJs(facts),
    'code/requirements.txt': requirements(),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
  }
}
