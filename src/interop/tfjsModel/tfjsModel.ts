import type { BertConfig } from '../../model/config';
import {
  bertGraph,
  constantName,
  type GraphOptions,
  graphWeights,
  INPUTS,
  OUTPUT,
} from '../bertGraph';
import { bytesOf } from '../parts';
import type { Tensor } from '../safetensors';
import { constant, type DataType, type NodeDef, placeholder, tensorShape } from './graphDef';
import { tfjsOps } from './ops';

/** The name of the weights file, beside `model.json`. */
export const WEIGHTS_FILE = 'group1-shard1of1.bin';

/** The version of GraphDef in TensorFlow 2.21, with which such a graph was checked; every later one reads it. */
const GRAPH_VERSIONS = { producer: 2474, minConsumer: 0 };

export interface TfjsModel {
  /** Text of `model.json` */
  readonly modelJson: string;
  /** The parts of `WEIGHTS_FILE`, in order */
  readonly weights: readonly Uint8Array[];
}

/**
 * A BertForMaskedLM as a TensorFlow.js graph model, which `tf.loadGraphModel` reads, in 32-bit floats. `INPUTS` are int32
 * [B, T], `OUTPUT` is [B, T, V]; B and T are free, up to the model's positions. Logits of padding mean nothing.
 *
 * @param tensors by their Hugging Face names (`stateDict`). The weights' parts are views of them, so write the file before
 * they change
 */
export function tfjsModel(
  config: BertConfig,
  tensors: ReadonlyMap<string, Tensor>,
  options: GraphOptions = {},
): TfjsModel {
  const nodes: NodeDef[] = INPUTS.map((name) => placeholder(name, 'DT_INT32', [-1, -1]));
  const stored = new Map<string, { shape: readonly number[]; values: Float32Array | Int32Array }>();
  const store = (name: string, shape: readonly number[], values: Float32Array | Int32Array) => {
    stored.set(name, { shape, values });
    return name;
  };
  const ops = tfjsOps(config, {
    node: (op, input, attr, name = `${op}_${nodes.length}`) => {
      nodes.push({ name, op, input, attr });
      return name;
    },
    float: (value) => store(constantName('float', value), [], Float32Array.of(value)),
    int: (value) => store(constantName('int', value), [], Int32Array.of(value)),
    ints: (...values) =>
      store(constantName('ints', ...values), [values.length], Int32Array.from(values)),
  });
  bertGraph(config, ops, options);
  for (const [name, { shape, values }] of graphWeights(config, tensors)) store(name, shape, values);

  const constants = Array.from(stored, ([name, { shape, values }]) =>
    constant(name, values instanceof Float32Array ? 'DT_FLOAT' : 'DT_INT32', shape),
  );
  const specs = Array.from(stored, ([name, { shape, values }]) => {
    return { name, shape, dtype: values instanceof Float32Array ? 'float32' : 'int32' };
  });
  const signature = (name: string, dtype: DataType, sizes: readonly number[]) => {
    return { [name]: { name: `${name}:0`, dtype, tensorShape: tensorShape(sizes) } };
  };
  const modelJson = JSON.stringify({
    format: 'graph-model',
    generatedBy: 'Cloze',
    convertedBy: null,
    signature: {
      inputs: Object.assign({}, ...INPUTS.map((name) => signature(name, 'DT_INT32', [-1, -1]))),
      outputs: signature(OUTPUT, 'DT_FLOAT', [-1, -1, config.vocabSize]),
    },
    modelTopology: {
      node: [...constants, ...nodes],
      library: {},
      versions: GRAPH_VERSIONS,
    },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: specs }],
  });
  return { modelJson, weights: Array.from(stored.values(), ({ values }) => bytesOf(values)) };
}
