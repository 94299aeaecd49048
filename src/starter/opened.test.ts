import { expect, it } from 'vitest';
import { fileIds } from '../interop/fileIds';
import { modelTensors } from '../interop/opening/modelTensors';
import { openModel } from '../interop/opening/openModel';
import { openSafetensors } from '../interop/opening/safetensorsFile';
import { goldenOf, MODELS, type ModelName, modelFiles } from '../interop/opening/testFiles';
import { hiddenStates } from '../model/hiddenStates';
import { maskedLogits } from '../model/maskedLogits';
import { framed } from '../tokenizer/framing';
import { MASK_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { grow } from './grow';

async function opened(name: ModelName) {
  const model = await openModel(modelFiles(name));
  return { ...model, tensors: modelTensors(await openSafetensors(model.weights)) };
}

const BEFORE = 'The cat saw a';
const BETWEEN = 'near the old';

/** The sentence of the golden values, as our tokenizer cuts it. */
function sentence(vocabulary: Vocabulary): Int32Array {
  const encoder = createEncoder(vocabulary);
  const ids = (text: string) => [...encoder.encode(text).ids];
  return framed([...ids(BEFORE), MASK_ID, ...ids(BETWEEN), MASK_ID, ...ids('.')]);
}

it.each(MODELS)('computes the logits of Transformers with an opened model: %s', async (name) => {
  const { config, vocabulary, tensors } = await opened(name);
  const { tokens, places, logits } = goldenOf(name);
  const row = sentence(vocabulary);
  expect(Array.from(row, (id) => vocabulary.tokens[id])).toEqual(tokens);
  // A second segment is added where the file has only one.
  const ours = { ...config, typeVocabSize: 2 };
  const parameters = await grow(tensors, vocabulary, vocabulary, ours);
  const got = maskedLogits(ours, parameters, hiddenStates(ours, parameters, row, 'both'), places);
  const ids = fileIds(vocabulary);
  for (const [m, wanted] of logits.entries()) {
    expect(wanted).toHaveLength(config.vocabSize);
    const differences = Array.from(ids, (id, i) =>
      Math.abs(wanted[id]! - got[m * config.vocabSize + i]!),
    );
    // 2e-6 here; the golden values have six decimals.
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  }
});

it('gives tokens of another vocabulary the mean of the pieces that the model would cut them into', async () => {
  const { config, vocabulary, tensors } = await opened('uncased');
  const other = {
    ...vocabulary,
    tokens: [...vocabulary.tokens.slice(0, 5), '##at', 'dog', 'dogs'],
  };
  const shape = { ...config, vocabSize: other.tokens.length };
  const parameters = await grow(tensors, vocabulary, other, shape);
  const D = config.hiddenSize;
  const rows = await tensors.file.read('bert.embeddings.word_embeddings.weight');
  const file = (token: string) => {
    const at = D * fileIds(vocabulary)[vocabulary.tokens.indexOf(token)]!;
    return rows.subarray(at, at + D);
  };
  const row = (id: number) => parameters.subarray(id * D, (id + 1) * D);
  const mean = (a: string, b: string) => file(a).map((x, d) => (x + file(b)[d]!) / 2);
  expect(row(4)).toEqual(file('[MASK]'));
  expect(row(5)).toEqual(mean('a', '##t'));
  expect(row(6)).toEqual(file('dog'));
  expect(row(7)).toEqual(mean('dog', '##s'));
});
