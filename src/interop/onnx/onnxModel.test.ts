import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { CONTEXTS } from '../../config/settings';
import { INPUTS } from '../bertGraph';
import { joined } from '../parts';
import { expectGoldenLogits, expectPlainLogits, type OpenModel } from '../testLogits';
import { onnxModel } from './onnxModel';

const ids = (rows: readonly (readonly number[])[]) =>
  new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);

/** Opens the file in ONNX Runtime, compiled to WebAssembly. */
const open: OpenModel = async (config, tensors, context) => {
  const session = await InferenceSession.create(joined(onnxModel(config, tensors, { context })));
  expect(session.inputNames).toEqual([...INPUTS]);
  expect(session.outputNames).toEqual(['logits']);
  return async (batch) => {
    const { logits } = await session.run({
      input_ids: ids(batch.inputIds),
      attention_mask: ids(batch.attentionMask),
      token_type_ids: ids(batch.tokenTypeIds),
    });
    expect(logits!.dims).toEqual([
      batch.inputIds.length,
      batch.inputIds[0]!.length,
      config.vocabSize,
    ]);
    return Float32Array.from(logits!.data as Float32Array);
  };
};

describe.each(CONTEXTS)('ONNX Runtime, context %s', (context) => {
  it('has the logits of PyTorch', () => expectGoldenLogits(open, context));
  it('has our logits for sentences of any length', () => expectPlainLogits(open, context));
});
