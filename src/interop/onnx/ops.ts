import type { BertConfig } from '../../model/config';
import { type GraphOps, HIDDEN, OUTPUT } from '../bertGraph';
import type { Attributes } from './protos';

/** How nodes and constants come into an ONNX graph. Each returns the name of a tensor; equal constants are one. */
export interface OnnxBuilder {
  node(op: string, inputs: readonly string[], attributes?: Attributes, output?: string): string;
  float(value: number): string;
  /** A single int64 */
  int(value: number): string;
  /** A list of int64 */
  ints(...values: readonly number[]): string;
}

/** Code of truth values in `TensorProto.DataType`. */
const BOOL = 9;

/** BERT in the operators of opset 17 (github.com/onnx/onnx, docs/Operators.md). */
export function onnxOps(config: BertConfig, { node, float, int, ints }: OnnxBuilder): GraphOps {
  const { hiddenSize: D, numAttentionHeads: H, layerNormEps: epsilon, vocabSize: V } = config;
  const sizes = node('Shape', ['input_ids']); // [B, T]
  const length = node('Gather', [sizes, int(1)], { axis: 0 });
  const sizesAnd = (...last: readonly number[]) =>
    node('Concat', [sizes, ints(...last)], { axis: 0 });
  const headSizes = sizesAnd(H, D / H); // [B, T, H, K]
  const rows = (x: string) => node('Reshape', [x, ints(-1, D)]);

  return {
    positions: () => node('Range', [int(0), length, int(1)]),
    lookUp: (table, ids) => node('Gather', [table, ids], { axis: 0 }),
    add: (a, b) => node('Add', [a, b]),
    layerNorm: (x, weight, bias) =>
      node('LayerNormalization', [x, weight, bias], { axis: -1, epsilon }),
    rows,
    // Takes the weight as it is stored: no transposed copy of it is made.
    linear: (x, weight, bias) => node('Gemm', [x, weight, bias], { transB: 1 }),
    splitHeads: (x) => node('Transpose', [node('Reshape', [x, headSizes])], { perm: [0, 2, 1, 3] }),
    attention(q, k, v, mask) {
      const columns = node('Transpose', [k], { perm: [0, 1, 3, 2] });
      const products = node('MatMul', [q, columns]); // [B, H, T, T]
      const scores = node('Mul', [products, float(1 / Math.sqrt(D / H))]);
      const shares = node('Softmax', [node('Add', [scores, mask])], { axis: -1 });
      const mixed = node('MatMul', [shares, v]);
      return rows(node('Transpose', [mixed], { perm: [0, 2, 1, 3] }));
    },
    mask(context, positions) {
      const tokens = node('Unsqueeze', ['attention_mask', ints(1, 2)]); // [B, 1, 1, T]
      let allowed = node('Cast', [tokens], { to: BOOL });
      if (context !== 'both') {
        const from = node('Unsqueeze', [positions, ints(1)]); // [T, 1]
        const compare = context === 'left' ? 'LessOrEqual' : 'GreaterOrEqual';
        allowed = node('And', [allowed, node(compare, [positions, from])]);
      }
      return node('Where', [allowed, float(0), float(HIDDEN)]);
    },
    // Written out, because Gelu came with opset 20. Runtimes know these five nodes and join them.
    gelu(x) {
      const erf = node('Erf', [node('Div', [x, float(Math.SQRT2)])]);
      return node('Mul', [node('Mul', [x, node('Add', [erf, float(1)])]), float(0.5)]);
    },
    output: (x) => {
      node('Reshape', [x, sizesAnd(V)], {}, OUTPUT);
    },
  };
}
