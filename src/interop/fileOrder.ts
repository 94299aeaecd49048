import type { Vocabulary } from '../tokenizer/vocabulary';
import { fileIds } from './fileIds';
import type { Tensor } from './safetensors';

/** Tensors with a row for each token; not every model has a decoder of its own. */
const BY_TOKEN = [
  'bert.embeddings.word_embeddings.weight',
  'cls.predictions.decoder.weight',
  'cls.predictions.decoder.bias',
  'cls.predictions.bias',
];

/**
 * The tensors of a model with its tokens in the order of the files that it was opened from (`fileIds`). Only those that
 * have a row for each token are copied, and only where that order is another.
 */
export function tensorsInFileOrder(
  vocabulary: Vocabulary,
  tensors: ReadonlyMap<string, Tensor>,
): ReadonlyMap<string, Tensor> {
  if (!vocabulary.specialIds) return tensors;
  const ids = fileIds(vocabulary);
  const ordered = new Map(tensors);
  for (const name of BY_TOKEN) {
    const tensor = tensors.get(name);
    if (!tensor) continue;
    const width = tensor.values.length / ids.length;
    const values = new Float32Array(tensor.values.length);
    ids.forEach((id, i) => {
      values.set(tensor.values.subarray(i * width, (i + 1) * width), id * width);
    });
    ordered.set(name, { ...tensor, values });
  }
  return ordered;
}

/** [V] The tokens in that order. */
export function tokensInFileOrder(vocabulary: Vocabulary): readonly string[] {
  const { tokens } = vocabulary;
  if (!vocabulary.specialIds) return tokens;
  const ordered = new Array<string>(tokens.length);
  fileIds(vocabulary).forEach((id, i) => {
    ordered[id] = tokens[i]!;
  });
  return ordered;
}
