import { expect, it } from 'vitest';
import { CONTEXTS } from '../config/settings';
import { flatten } from '../engine/goldenBatch';
import golden from './bert.golden.json';
import { type BertGolden, decodeTensor } from './golden';
import { hiddenStates } from './hiddenStates';
import { parameterLayout } from './layout';

const expected = golden as unknown as BertGolden;
const config = { ...expected.config, initializerRange: 0.02 };
const parameters = flatten(expected.params, parameterLayout(config));
const param = (name: string) => decodeTensor(expected.params[name]!).data;

/** The head on one hidden state: logits [V]. */
function logits(hidden: Float32Array): number[] {
  const D = config.hiddenSize;
  const dot = (weight: Float32Array, row: number, x: readonly number[] | Float32Array) =>
    Array.from(x).reduce((sum, value, i) => sum + value * weight[row * D + i]!, 0);
  const transform = 'cls.predictions.transform';
  const gelu = (x: number) => {
    // By numerical integration: nothing here is shared with what is tested.
    let area = 0;
    const n = 2000;
    for (let i = 0; i < n; i++) area += (Math.exp(-0.5 * (((i + 0.5) / n) * x) ** 2) * x) / n;
    return x * (0.5 + area / Math.sqrt(2 * Math.PI));
  };
  const dense = Array.from({ length: D }, (_, i) =>
    gelu(dot(param(`${transform}.dense.weight`), i, hidden) + param(`${transform}.dense.bias`)[i]!),
  );
  const mean = dense.reduce((a, b) => a + b, 0) / D;
  const variance = dense.reduce((a, b) => a + (b - mean) ** 2, 0) / D;
  const normal = dense.map(
    (x, i) =>
      ((x - mean) / Math.sqrt(variance + config.layerNormEps)) *
        param(`${transform}.LayerNorm.weight`)[i]! +
      param(`${transform}.LayerNorm.bias`)[i]!,
  );
  const words = param('bert.embeddings.word_embeddings.weight');
  const bias = param('cls.predictions.bias');
  return Array.from({ length: config.vocabSize }, (_, v) => dot(words, v, normal) + bias[v]!);
}

it.each(CONTEXTS)('are those that PyTorch makes its logits of, context %s', (context) => {
  const { inputIds, attentionMask, blankRows } = expected.batch;
  const T = inputIds[0]!.length;
  const theirs = decodeTensor(expected.contexts[context].logits).data;
  let compared = 0;
  blankRows.forEach((row, m) => {
    const b = Math.floor(row / T);
    if (expected.batch.tokenTypeIds[b]!.some(Boolean)) return; // sentences here are of one segment
    const length = attentionMask[b]!.reduce((x, y) => x + y, 0);
    const hidden = hiddenStates(config, parameters, inputIds[b]!.slice(0, length), context);
    const place = row % T;
    const mine = logits(hidden.slice(place * config.hiddenSize, (place + 1) * config.hiddenSize));
    mine.forEach((value, v) => {
      // Float32 through two layers; erf is good to 1.5e-7.
      expect(Math.abs(value - theirs[m * config.vocabSize + v]!)).toBeLessThan(2e-5);
      compared++;
    });
  });
  expect(compared).toBeGreaterThan(100);
});
