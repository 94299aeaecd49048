import { spawnSync } from 'node:child_process';
import { mkdirSync, openAsBlob, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engine, stateOf } from '../pretrain/engine';
import type { Batch } from '../src/engine/engine';
import { configJson } from '../src/interop/configJson';
import { fileIds } from '../src/interop/fileIds';
import { tensorsInFileOrder } from '../src/interop/fileOrder';
import { modelTensors } from '../src/interop/opening/modelTensors';
import { openModel } from '../src/interop/opening/openModel';
import { openSafetensors } from '../src/interop/opening/safetensorsFile';
import { writeSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import { tokenizerConfigJson, tokenizerJson } from '../src/interop/tokenizerJson';
import { grow } from '../src/starter/grow';

const SCRIPT = fileURLToPath(new URL('opened.py', import.meta.url));
export const SIZES = ['mini', 'base'] as const;

interface Rows {
  /** [B][T] in the ids of the files */
  readonly inputIds: readonly (readonly number[])[];
  readonly attentionMask: readonly (readonly number[])[];
  /** -100 where there is no blank */
  readonly labels: readonly (readonly number[])[];
}

/** What Transformers computed. */
interface Steps {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly maxGradNorm: number;
  readonly batches: readonly Rows[];
  readonly losses: readonly number[];
  /** [M][V] of the first batch, before training */
  readonly logits: readonly (readonly number[])[];
}

/** Files in which a folder's model is. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Blob>> {
  const names = readdirSync(folder).filter((name) => !/^(steps|after)\./.test(name));
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await openAsBlob(join(folder, name))] as const),
    ),
  );
}

/** A batch in the ids of the page, by those of the files. */
function batchOf({ inputIds, attentionMask, labels }: Rows, idOf: ReadonlyMap<number, number>) {
  const flat = labels.flat();
  const positions = Int32Array.from([...flat.keys()].filter((n) => flat[n]! >= 0));
  return {
    batchSize: inputIds.length,
    sequenceLength: inputIds[0]!.length,
    inputIds: Int32Array.from(inputIds.flat(), (id) => idOf.get(id)!),
    attentionMask: Int32Array.from(attentionMask.flat()),
    positions,
    labels: Int32Array.from(positions, (n) => idOf.get(flat[n]!)!),
  } satisfies Batch;
}

/** Opens a folder as the page does, compares logits and ten steps, and writes what came of it to `exported`. */
async function openAndTrain(folder: string, exported: string): Promise<boolean> {
  const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  const opening = performance.now();
  const { config, vocabulary, weights } = await openModel(await filesOf(folder));
  const tensors = modelTensors(await openSafetensors(weights));
  const parameters = await grow(tensors, vocabulary, vocabulary, config);
  const steps: Steps = JSON.parse(readFileSync(join(folder, 'steps.json'), 'utf8'));
  const rows = fileIds(vocabulary);
  const idOf = new Map(Array.from(rows, (row, id) => [row, id]));
  const batches = steps.batches.map((batch) => batchOf(batch, idOf));
  const [first] = batches;
  const { batchSize, sequenceLength } = first!;
  const model = await engine.createModel(config, stateOf(config, parameters), {
    batchSize,
    sequenceLength,
    workers: 1,
  });
  console.log(
    `  opened in ${seconds(opening)}, ${(4e-6 * parameters.length).toFixed(0)} MB of weights`,
  );

  const V = config.vocabSize;
  const { logits } = await model.infer(first!, 'both', { attentions: true });
  let difference = 0;
  for (const [m, row] of steps.logits.entries()) {
    for (const [id, at] of rows.entries()) {
      difference = Math.max(difference, Math.abs(logits[m * V + id]! - row[at]!));
    }
  }
  const training = performance.now();
  const dropout = { hiddenDropoutProb: 0, attentionProbsDropoutProb: 0, key: 1 };
  const { learningRate, weightDecay, maxGradNorm } = steps;
  for (const batch of batches) {
    model.train(batch, { learningRate, weightDecay, maxGradNorm, context: 'both', dropout });
  }
  const { losses } = await model.statistics();
  const apart = Math.max(...steps.losses.map((loss, i) => Math.abs(loss - losses[i]!)));
  console.log(
    `  logits within ${difference.toExponential(1)}; ten steps in ${seconds(training)}, their losses within ${apart.toExponential(1)}`,
  );

  const trained = await model.read();
  model.dispose();
  mkdirSync(exported);
  const files = {
    'config.json': configJson(config, { padTokenId: rows[0] }),
    'tokenizer.json': tokenizerJson(vocabulary),
    'tokenizer_config.json': tokenizerConfigJson(vocabulary, config.maxPositionEmbeddings),
    'model.safetensors': writeSafetensors(
      tensorsInFileOrder(vocabulary, stateDict(config, trained.parameters)),
    ),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(exported, name), content);
  return difference < 1e-4 && apart < 1e-4;
}

/** A model of each size that Transformers makes: opened, looked at, trained for ten steps, exported, and compared. */
export async function compareOpened(python: string, work: string): Promise<boolean> {
  const run = (...args: readonly string[]) =>
    spawnSync(python, [SCRIPT, ...args], { stdio: 'inherit' }).status === 0;
  let isEqual = true;
  for (const size of SIZES) {
    const [folder, exported] = [join(work, size), join(work, `${size}-exported`)];
    console.log(`A random BERT-${size} of Transformers in Cloze (WASM, one worker):`);
    isEqual =
      run('make', size, folder) &&
      (await openAndTrain(folder, exported)) &&
      run('check', folder, exported) &&
      isEqual;
  }
  return isEqual;
}
