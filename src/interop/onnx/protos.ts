import { bytesOf } from '../parts';
import { bytes, type Encoded, embedded, float, int, message, text } from '../protobuf';

/** ONNX's messages that a BERT needs. Field numbers are those of onnx.proto3 (github.com/onnx/onnx). */

/** Codes of `TensorProto.DataType` */
const FLOAT = 1;
const INT64 = 7;

/** Codes of `AttributeProto.AttributeType` */
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

/** An attribute of a node: a list, or a number of the kind that its name stands for in `FLOATS`. */
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Attributes that are floats; all others are integers. */
const FLOATS = ['epsilon', 'alpha', 'beta'];

function attribute(name: string, value: number | readonly number[]): Encoded {
  if (typeof value !== 'number') {
    const items = value.map((item) => int(8, item));
    return message(text(1, name), ...items, int(20, ATTRIBUTE.ints));
  }
  return FLOATS.includes(name)
    ? message(text(1, name), float(2, value), int(20, ATTRIBUTE.float))
    : message(text(1, name), int(3, value), int(20, ATTRIBUTE.int));
}

/** A NodeProto. */
export const nodeProto = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Attributes,
): Encoded =>
  message(
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, `node_${output}`),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => embedded(5, attribute(name, value))),
  );

/** A TensorProto of 32-bit floats or of 64-bit integers. */
export const tensorProto = (
  name: string,
  shape: readonly number[],
  values: Float32Array | BigInt64Array,
): Encoded =>
  message(
    ...shape.map((size) => int(1, size)),
    int(2, values instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, bytesOf(values)),
  );

/** A ValueInfoProto: an input or output of the graph. A size that may vary is a name. */
function valueProto(name: string, type: number, shape: readonly (string | number)[]): Encoded {
  const sizes = shape.map((size) =>
    embedded(1, typeof size === 'number' ? int(1, size) : text(2, size)),
  );
  const tensorType = message(int(1, type), embedded(2, message(...sizes)));
  return message(text(1, name), embedded(2, embedded(1, tensorType)));
}

export const intsIn = (name: string, shape: readonly (string | number)[]) =>
  valueProto(name, INT64, shape);

export const floatsOut = (name: string, shape: readonly (string | number)[]) =>
  valueProto(name, FLOAT, shape);

/** A GraphProto. */
export const graphProto = (graph: {
  readonly name: string;
  readonly nodes: readonly Encoded[];
  readonly initializers: readonly Encoded[];
  readonly inputs: readonly Encoded[];
  readonly outputs: readonly Encoded[];
}): Encoded =>
  message(
    ...graph.nodes.map((node) => embedded(1, node)),
    text(2, graph.name),
    ...graph.initializers.map((tensor) => embedded(5, tensor)),
    ...graph.inputs.map((input) => embedded(11, input)),
    ...graph.outputs.map((output) => embedded(12, output)),
  );

/** A ModelProto. IR version 8 is the one that came with opset 17. */
export const modelProto = (graph: Encoded, opset: number): Encoded =>
  message(
    int(1, 8),
    text(2, 'Cloze'),
    embedded(7, graph),
    embedded(8, message(text(1, ''), int(2, opset))),
  );
