import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './settings';
import { parameterCount, trainingBytes } from './size';

const BERT_BASE = {
  ...DEFAULT_SETTINGS,
  ...{ hiddenSize: 768, numHiddenLayers: 12, numAttentionHeads: 12 },
  ...{ intermediateSize: 3072, maxPositionEmbeddings: 512 },
};

it('counts the parameters of BERT-base', () => {
  // BertForMaskedLM of bert-base-uncased, decoder tied to the embeddings: 109 514 298.
  expect(parameterCount(BERT_BASE, 30_522)).toBe(109_514_298);
});

it('estimates what training holds, from weights and from the batch', () => {
  // Weights, gradients and two moments; three copies of weights and moments.
  const settings = { ...DEFAULT_SETTINGS, hiddenSize: 8, intermediateSize: 16, numHiddenLayers: 1 };
  const tiny = { ...settings, numAttentionHeads: 2, maxPositionEmbeddings: 8, batchSize: 2 };
  // 16 tokens; 15 % of them are 3 blanks. A token keeps 8·8 + 3·16 numbers, a head 2·8·8 a window.
  const activations = 16 * (64 + 48) + 2 * 2 * 2 * 64 + 2 * 3 * 100;
  expect(trainingBytes(tiny, 100)).toBe(4 * (13 * parameterCount(tiny, 100) + activations));
  // However few are asked, room for one in twenty is counted.
  const few = { ...tiny, mlmProbability: 0 };
  expect(trainingBytes(tiny, 100) - trainingBytes(few, 100)).toBe(4 * 2 * 2 * 100);
  const deep = { ...tiny, numHiddenLayers: 3 };
  const weights = parameterCount(deep, 100) - parameterCount(tiny, 100);
  expect(trainingBytes(deep, 100) - trainingBytes(tiny, 100)).toBe(
    4 * (13 * weights + 2 * (activations - 600)),
  );
});
