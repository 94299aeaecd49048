import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engine, stateOf } from '../pretrain/engine';
import { bytesOf } from '../src/base/trainingState';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings';
import { makeDataset } from '../src/dataset/dataset';
import { prepareText } from '../src/dataset/prepare';
import { bertConfig } from '../src/model/config';
import { initialValues } from '../src/model/initialValues';
import { parameterLayout } from '../src/model/layout';
import type { KeptRun } from '../src/storage/keptRun';
import { folderOf } from '../src/takeaway/folder';
import { createBatches } from '../src/train/batches';
import { makeExam, sitExam } from '../src/train/exam';
import { satExam } from '../src/train/examId';
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
  const exam = makeExam(dataset, V);
  const sat = satExam(exam, await sitExam(model, exam, context));
  console.log(`${name}: ${maxSteps} steps, held-out loss ${sat.loss.toFixed(3)} nats`);
  const trained = await model.read();
  model.dispose();

  const run: KeptRun = {
    ...{ id: 'parity', name, savedAt: Date.now(), step: maxSteps, exam: sat },
    text: { name, builtIn: undefined, characters: text.length, hash: 0 },
    ...{ settings: SETTINGS, vocabulary, backend: undefined, bytes: bytesOf(trained) },
    curves: { train: [], evals: [] },
  };
  for (const { path, build } of folderOf({ run, parameters: trained.parameters })) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), Buffer.from(await new Blob([...build()]).arrayBuffer()));
  }
}
