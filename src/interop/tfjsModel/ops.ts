import type { BertConfig } from '../../model/config';
import { type GraphOps, HIDDEN, OUTPUT } from '../bertGraph';
import { type Attributes, flag, int, type } from './graphDef';

/** How nodes and constants come into a TensorFlow graph. Each returns the name of a tensor; equal constants are one. */
export interface TfjsBuilder {
  node(op: string, inputs: readonly string[], attributes: Attributes, output?: string): string;
  float(value: number): string;
  /** A single int32 */
  int(value: number): string;
  /** A list of int32 */
  ints(...values: readonly number[]): string;
}

const FLOAT = type('DT_FLOAT');
const INT = type('DT_INT32');
/** Of most operators on floats */
const T = { T: FLOAT };

/** BERT in TensorFlow's operators that TensorFlow.js runs (`op_list` of @tensorflow/tfjs-converter). */
export function tfjsOps(config: BertConfig, builder: TfjsBuilder): GraphOps {
  const { node, float, ints } = builder;
  const { hiddenSize: D, numAttentionHeads: H, layerNormEps, vocabSize: V } = config;
  const sizes = node('Shape', ['input_ids'], { T: INT, out_type: INT }); // [B, T]
  const sizesAnd = (...last: readonly number[]) =>
    node('ConcatV2', [sizes, ints(...last), builder.int(0)], { T: INT, Tidx: INT, N: int(2) });
  const headSizes = sizesAnd(H, D / H); // [B, T, H, K]

  const reshape = (x: string, shape: string, output?: string) =>
    node('Reshape', [x, shape], { T: FLOAT, Tshape: INT }, output);
  const rows = (x: string) => reshape(x, ints(-1, D));
  const swap = (x: string) => node('Transpose', [x, ints(0, 2, 1, 3)], { T: FLOAT, Tperm: INT });
  const matMul = (a: string, b: string, transposed: boolean) =>
    node('BatchMatMulV2', [a, b], { T: FLOAT, adj_x: flag(false), adj_y: flag(transposed) });
  const add = (a: string, b: string) => node('AddV2', [a, b], T);
  const mul = (a: string, b: string) => node('Mul', [a, b], T);
  const mean = (x: string) =>
    node('Mean', [x, ints(-1)], { T: FLOAT, Tidx: INT, keep_dims: flag(true) });
  const expand = (x: string, axis: number, of: typeof INT) =>
    node('ExpandDims', [x, builder.int(axis)], { T: of, Tdim: INT });

  return {
    positions() {
      const masks = { begin_mask: int(0), end_mask: int(0), ellipsis_mask: int(0) };
      const length = node('StridedSlice', [sizes, ints(1), ints(2), ints(1)], {
        ...{ T: INT, Index: INT, ...masks, new_axis_mask: int(0), shrink_axis_mask: int(1) },
      });
      return node('Range', [builder.int(0), length, builder.int(1)], { Tidx: INT });
    },
    lookUp: (table, ids) =>
      node('GatherV2', [table, ids, builder.int(0)], {
        ...{ Tparams: FLOAT, Tindices: INT, Taxis: INT, batch_dims: int(0) },
      }),
    add,
    layerNorm(x, weight, bias) {
      const centred = node('Sub', [x, mean(x)], T);
      const variance = mean(node('Square', [centred], T));
      const scale = node('Rsqrt', [add(variance, float(layerNormEps))], T);
      return add(mul(mul(centred, scale), weight), bias);
    },
    rows,
    linear(x, weight, bias) {
      const transposed = { transpose_a: flag(false), transpose_b: flag(true) };
      return add(node('MatMul', [x, weight], { T: FLOAT, ...transposed }), bias);
    },
    splitHeads: (x) => swap(reshape(x, headSizes)),
    attention(q, k, v, mask) {
      const scores = mul(matMul(q, k, true), float(1 / Math.sqrt(D / H))); // [B, H, T, T]
      const shares = node('Softmax', [add(scores, mask)], T);
      return rows(swap(matMul(shares, v, false)));
    },
    mask(context, positions) {
      const tokens = expand(expand('attention_mask', 1, INT), 1, INT); // [B, 1, 1, T]
      let allowed = node('Greater', [tokens, builder.int(0)], { T: INT });
      if (context !== 'both') {
        const from = expand(positions, 1, INT); // [T, 1]
        const compare = context === 'left' ? 'LessEqual' : 'GreaterEqual';
        const seen = node(compare, [positions, from], { T: INT });
        allowed = node('LogicalAnd', [allowed, seen], {});
      }
      return node('SelectV2', [allowed, float(0), float(HIDDEN)], T);
    },
    gelu(x) {
      const erf = node('Erf', [mul(x, float(Math.SQRT1_2))], T);
      return mul(mul(x, float(0.5)), add(erf, float(1)));
    },
    output: (x) => {
      reshape(x, sizesAnd(V), OUTPUT);
    },
  };
}
