import type { Tensor } from '../interop/safetensors';
import type { BertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';

const WORDS = 'bert.embeddings.word_embeddings.weight';
const DECODER_BIAS = 'cls.predictions.bias';

/**
 * The parameters of a model that begins from a starter, [P] as `model/layout.ts` lays them: the starter's own, and for
 * each token that `vocabulary` has appended the mean of the pieces that the starter would have cut it into. Random rows
 * and rows of the mean of all were both measured worse.
 *
 * @param own the vocabulary that the starter was trained with; `vocabulary` begins with it
 *
 * @throws where a tensor is missing or has another shape than `config` asks
 */
export function grow(
  tensors: ReadonlyMap<string, Tensor>,
  own: Vocabulary,
  vocabulary: Vocabulary,
  config: BertConfig,
): Float32Array {
  const layout = parameterLayout(config);
  const parameters = new Float32Array(layout.length);
  const places = new Map<string, number>();
  for (const { name, shape, offset } of layout.groups.flatMap(({ members }) => members)) {
    const tensor = tensors.get(name);
    // Fewer rows are taken of positions, and more than there are of words.
    const [, ...rest] = shape;
    if (tensor?.shape.slice(1).join() !== rest.join()) {
      throw new Error(`grow: the starter has no ${name} of shape ${shape}`);
    }
    const size = shape.reduce((a, b) => a * b, 1);
    parameters.set(tensor.values.subarray(0, size), offset);
    places.set(name, offset);
  }
  const encoder = createEncoder(own);
  const [words, bias] = [places.get(WORDS)!, places.get(DECODER_BIAS)!];
  const D = config.hiddenSize;
  for (let id = own.tokens.length; id < vocabulary.tokens.length; id++) {
    const { ids } = encoder.encodeWord(vocabulary.tokens[id]!);
    for (const piece of ids) {
      parameters[bias + id]! += parameters[bias + piece]! / ids.length;
      for (let d = 0; d < D; d++) {
        parameters[words + id * D + d]! += parameters[words + piece * D + d]! / ids.length;
      }
    }
  }
  return parameters;
}
