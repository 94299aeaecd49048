import type { Settings } from './settings';

/** Number of parameters of a BertForMaskedLM with these settings and `vocabSize` tokens. */
export function parameterCount(settings: Settings, vocabSize: number): number {
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L } = settings;
  const norm = 2 * D;
  const tables = settings.tieWordEmbeddings ? 1 : 2;
  const embeddings = (tables * vocabSize + settings.maxPositionEmbeddings + 2) * D + norm;
  const layer = 4 * (D * D + D) + norm + (F * D + F) + (D * F + D) + norm;
  const head = D * D + D + norm + vocabSize;
  return embeddings + L * layer + head;
}

/** Copies of weights and both moments that a run keeps: of its best step, and of two steps before the present one. */
const COPIES = 3;

/**
 * About how many bytes training needs: weights, gradients, both Adam moments, copies to go back to, and the activations
 * that the backward pass reads, for one batch, all float32.
 */
export function trainingBytes(settings: Settings, vocabSize: number): number {
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L } = settings;
  const { batchSize: B, maxPositionEmbeddings: T, numAttentionHeads: H } = settings;
  const blanks = Math.ceil(B * T * Math.max(settings.mlmProbability, 0.05));
  // A layer keeps q, k, v, the mixed heads, two LayerNorms' normal values, GELU's input and Φ.
  const activations = L * (B * T * (8 * D + 3 * F) + 2 * B * H * T * T) + 2 * blanks * vocabSize;
  return 4 * ((4 + 3 * COPIES) * parameterCount(settings, vocabSize) + activations);
}

/**
 * About how many bytes a model needs that is only looked at: its weights as they were read and in the engine, and what one
 * sentence leaves in every layer.
 */
export function lookingBytes(settings: Settings, vocabSize: number): number {
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L } = settings;
  const { maxPositionEmbeddings: T, numAttentionHeads: H } = settings;
  const blanks = Math.ceil(T / 5);
  const activations = L * (T * (8 * D + 2 * F) + H * T * T) + blanks * vocabSize;
  return 4 * (2 * parameterCount(settings, vocabSize) + activations);
}
