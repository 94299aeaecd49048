import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTEXTS } from '../../config/settings';
import { joined } from '../parts';
import { expectGoldenLogits, expectPlainLogits, type OpenModel } from '../testLogits';
import { tfjsModel, WEIGHTS_FILE } from './tfjsModel';

const ids = (rows: readonly (readonly number[])[]) =>
  tf.tensor2d(
    rows.map((row) => [...row]),
    undefined,
    'int32',
  );

/** Loads the two files in TensorFlow.js, as from a server. */
const open: OpenModel = async (config, tensors, context) => {
  const { modelJson, weights } = tfjsModel(config, tensors, { context });
  const files: Readonly<Record<string, BodyInit>> = {
    'model.json': modelJson,
    [WEIGHTS_FILE]: joined(weights),
  };
  const fetchFunc = async (path: RequestInfo | URL) => {
    const body = files[`${path}`.replace('http://cloze.test/tfjs/', '')];
    return new Response(body ?? null, { status: body ? 200 : 404 });
  };
  const model = await tf.loadGraphModel('http://cloze.test/tfjs/model.json', { fetchFunc });
  return async (batch) => {
    const logits = model.predict({
      input_ids: ids(batch.inputIds),
      attention_mask: ids(batch.attentionMask),
      token_type_ids: ids(batch.tokenTypeIds),
    });
    if (!(logits instanceof tf.Tensor)) throw new Error('open: more than one output');
    expect(logits.shape).toEqual([
      batch.inputIds.length,
      batch.inputIds[0]!.length,
      config.vocabSize,
    ]);
    return Float32Array.from(await logits.data());
  };
};

describe.each(CONTEXTS)('TensorFlow.js, context %s', (context) => {
  beforeAll(() => tf.setBackend('cpu'));
  it('has the logits of PyTorch', () => expectGoldenLogits(open, context));
  it('has our logits for sentences of any length', () => expectPlainLogits(open, context));
});
