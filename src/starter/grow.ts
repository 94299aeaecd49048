import { fileIds } from '../interop/fileIds';
import type { ModelTensors } from '../interop/opening/modelTensors';
import type { BertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import { CONTINUATION, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';

const WORDS = 'bert.embeddings.word_embeddings.weight';
const DECODER = 'cls.predictions.decoder.weight';
const DECODER_BIAS = 'cls.predictions.bias';
const TYPES = 'bert.embeddings.token_type_embeddings.weight';

/**
 * The rows of a file that each token of `vocabulary` is made of: its own, or those of the pieces that the model would
 * have cut it into.
 */
function rowsOf(own: Vocabulary, vocabulary: Vocabulary): (readonly number[])[] {
  const rows = fileIds(own);
  const known = new Map(own.tokens.map((token, id) => [token, id]));
  const encoder = createEncoder(own);
  return vocabulary.tokens.map((token) => {
    const id = known.get(token);
    if (id !== undefined) return [rows[id]!];
    const word = token.startsWith(CONTINUATION) ? token.slice(CONTINUATION.length) : token;
    const { ids } = encoder.encodeWord(word);
    return Array.from(ids, (piece) => rows[piece]!);
  });
}

/**
 * The parameters of a model that begins from another, [P] as `model/layout.ts` lays them: that model's own, and for each
 * token that it does not know the mean of the pieces that it would have cut it into. Random rows and rows of the mean of
 * all were both measured worse. Reads one tensor at a time.
 *
 * @param own the vocabulary that the model was trained with; that of the new one begins with it, unless its tokens were
 * replaced
 *
 * @throws where a tensor is missing or has another shape than `config` asks
 */
export async function grow(
  { file, names }: ModelTensors,
  own: Vocabulary,
  vocabulary: Vocabulary,
  config: BertConfig,
): Promise<Float32Array> {
  const layout = parameterLayout(config);
  const parameters = new Float32Array(layout.length);
  const rows = rowsOf(own, vocabulary);
  for (const { name, shape, offset, size } of layout.groups.flatMap(({ members }) => members)) {
    const inFile = names.get(name);
    const has = inFile === undefined ? undefined : file.entries.get(inFile)?.shape;
    // Fewer rows are taken of positions, and more than there are of words, or of segments, of which only the first is used.
    const isByToken = [WORDS, DECODER, DECODER_BIAS].includes(name);
    const isEnough = isByToken || name === TYPES || (has?.[0] ?? 0) >= shape[0]!;
    if (inFile === undefined || !isEnough || has?.slice(1).join() !== shape.slice(1).join()) {
      throw new Error(`grow: the model to begin from has no ${name} of shape ${shape}`);
    }
    const values = await file.read(inFile);
    if (!isByToken) {
      parameters.set(values.subarray(0, size), offset);
      continue;
    }
    const width = shape[1] ?? 1;
    for (const [id, pieces] of rows.entries()) {
      const to = offset + id * width;
      for (const piece of pieces) {
        const from = piece * width;
        for (let d = 0; d < width; d++) parameters[to + d]! += values[from + d]! / pieces.length;
      }
    }
  }
  return parameters;
}
