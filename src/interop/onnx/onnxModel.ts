import type { BertConfig } from '../../model/config';
import {
  bertGraph,
  constantName,
  type GraphOptions,
  graphWeights,
  INPUTS,
  OUTPUT,
} from '../bertGraph';
import type { Encoded } from '../protobuf';
import type { Tensor } from '../safetensors';
import { onnxOps } from './ops';
import { floatsOut, graphProto, intsIn, modelProto, nodeProto, tensorProto } from './protos';

/** The first with LayerNormalization, so runtimes since 2022 have it. */
const OPSET = 17;

/**
 * A BertForMaskedLM as `model.onnx`, in 32-bit floats. `INPUTS` are int64 [B, T], `OUTPUT` is [B, T, V]; B and T are free,
 * up to the model's positions. Logits of padding mean nothing.
 *
 * @param tensors by their Hugging Face names (`stateDict`). The file's parts are views of them, so write it before they
 * change
 * @returns the parts of the file, in order
 */
export function onnxModel(
  config: BertConfig,
  tensors: ReadonlyMap<string, Tensor>,
  options: GraphOptions = {},
): readonly Uint8Array[] {
  const nodes: Encoded[] = [];
  const initializers = new Map<string, Encoded>();
  const store = (name: string, shape: readonly number[], values: Float32Array | BigInt64Array) => {
    initializers.set(name, tensorProto(name, shape, values));
    return name;
  };
  const ops = onnxOps(config, {
    node: (op, inputs, attributes = {}, output = `${op}_${nodes.length}`) => {
      nodes.push(nodeProto(op, inputs, output, attributes));
      return output;
    },
    float: (value) => store(constantName('float', value), [], Float32Array.of(value)),
    int: (value) => store(constantName('int', value), [], BigInt64Array.of(BigInt(value))),
    ints: (...values) =>
      store(constantName('ints', ...values), [values.length], BigInt64Array.from(values, BigInt)),
  });
  bertGraph(config, ops, options);
  for (const [name, { shape, values }] of graphWeights(config, tensors)) store(name, shape, values);

  const [B, T] = ['batch_size', 'sequence_length'];
  const graph = graphProto({
    name: 'BertForMaskedLM',
    nodes,
    initializers: [...initializers.values()],
    inputs: INPUTS.map((name) => intsIn(name, [B, T])),
    outputs: [floatsOut(OUTPUT, [B, T, config.vocabSize])],
  });
  return modelProto(graph, OPSET).parts;
}
