import { expect } from 'vitest';
import { key, uniforms } from '../base/random';
import type { Context } from '../config/settings';
import golden from '../model/bert.golden.json';
import type { BertConfig } from '../model/config';
import { type BertGolden, decodeTensor } from '../model/golden';
import { hiddenStates } from '../model/hiddenStates';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { maskedLogits } from '../model/maskedLogits';
import type { Tensor } from './safetensors';
import { stateDict } from './stateDict';

/** A batch of ids that ends in padding, one array a sentence; all of equal length. */
export interface IdBatch {
  readonly inputIds: readonly (readonly number[])[];
  readonly attentionMask: readonly (readonly number[])[];
  readonly tokenTypeIds: readonly (readonly number[])[];
}

/** Runs an exported model: [B, T, V] as one vector. */
export type RunModel = (batch: IdBatch) => Promise<Float32Array>;

/** Opens an exported model in the program that it is for. */
export type OpenModel = (
  config: BertConfig,
  tensors: ReadonlyMap<string, Tensor>,
  context: Context,
) => Promise<RunModel>;

/** How far programs may differ: they add up 32-bit floats in different orders. */
const TOLERANCE = 1e-4;

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** The `count` most probable tokens, the first the most probable. */
const top = (logits: Float32Array, count: number) =>
  Array.from(logits.keys())
    .sort((a, b) => logits[b]! - logits[a]!)
    .slice(0, count);

function expectEqualRow(got: Float32Array, want: Float32Array): void {
  expect(got.length).toBe(want.length);
  // A NaN compares as nothing, and must not pass as no difference.
  for (const [i, value] of got.entries()) {
    if (!(Math.abs(value - want[i]!) < TOLERANCE)) expect(value).toBeCloseTo(want[i]!, 4);
  }
  expect(top(got, 5)).toEqual(top(want, 5));
}

/** The model that PyTorch made goldens of, and its logits at the blanks. */
export async function expectGoldenLogits(open: OpenModel, context: Context): Promise<void> {
  const { batch, params, contexts, ...rest } = golden as unknown as BertGolden;
  const config = { ...rest.config, initializerRange: 0.02 };
  const tensors = new Map(
    Object.entries(params).map(([name, tensor]) => {
      const { shape, data } = decodeTensor(tensor);
      expect(data.length).toBe(product(shape));
      return [name, { shape, values: data }];
    }),
  );
  const logits = await (await open(config, tensors, context))(batch);
  const want = decodeTensor(contexts[context].logits).data;
  const V = config.vocabSize;
  for (const [m, row] of batch.blankRows.entries()) {
    expectEqualRow(logits.slice(row * V, (row + 1) * V), want.slice(m * V, (m + 1) * V));
  }
}

const CONFIG: BertConfig = {
  ...{ vocabSize: 101, hiddenSize: 32, numHiddenLayers: 2, numAttentionHeads: 4 },
  ...{ intermediateSize: 64, maxPositionEmbeddings: 24, typeVocabSize: 2 },
  ...{ layerNormEps: 1e-12, tieWordEmbeddings: false, initializerRange: 0.3 }, // wide enough that no layer is nearly linear
};

/** Sentences of these lengths, of random tokens. */
function randomBatch(lengths: readonly number[], seed: number): IdBatch {
  const next = uniforms(key(seed));
  const T = Math.max(...lengths);
  const rows = (of: (t: number, length: number) => number) =>
    lengths.map((length) => Array.from({ length: T }, (_, t) => of(t, length)));
  return {
    inputIds: rows((t, length) =>
      t < length ? 5 + Math.floor(next() * (CONFIG.vocabSize - 5)) : 0,
    ),
    attentionMask: rows((t, length) => Number(t < length)),
    tokenTypeIds: rows(() => 0),
  };
}

/** A random model: each sentence of two ragged batches of other sizes, against plain loops that know no padding. */
export async function expectPlainLogits(open: OpenModel, context: Context): Promise<void> {
  const layout = parameterLayout(CONFIG);
  const parameters = initialValues(CONFIG, layout, 7);
  // A new model's biases are 0, and would hide that one is left out.
  const next = uniforms(key(8));
  for (const { name, offset, size } of layout.groups) {
    if (name.endsWith('bias')) for (let i = 0; i < size; i++) parameters[offset + i] = next() - 0.5;
  }
  const run = await open(CONFIG, stateDict(CONFIG, parameters), context);
  const V = CONFIG.vocabSize;
  for (const lengths of [[24, 3, 17, 1], [5]]) {
    const batch = randomBatch(lengths, 9);
    const logits = await run(batch);
    const T = Math.max(...lengths);
    expect(logits.length).toBe(lengths.length * T * V);
    for (const [b, length] of lengths.entries()) {
      const ids = batch.inputIds[b]!.slice(0, length);
      const hidden = hiddenStates(CONFIG, parameters, ids, context);
      const want = maskedLogits(CONFIG, parameters, hidden, [...ids.keys()]);
      for (let t = 0; t < length; t++) {
        const row = b * T + t;
        expectEqualRow(logits.slice(row * V, (row + 1) * V), want.slice(t * V, (t + 1) * V));
      }
    }
  }
}
