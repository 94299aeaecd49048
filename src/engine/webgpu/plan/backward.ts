import type { Counts } from '../kernel';
import {
  attentionKeyGradientKernel,
  attentionQueryGradientKernel,
  attentionWorkgroups,
} from '../kernels/attention';
import { logitStride } from '../kernels/crossEntropy';
import { layerNormGradientKernel } from '../kernels/layerNormGradient';
import { takeRowsKernel, takeRowsWorkgroups } from '../kernels/takeRows';
import type { Operands } from './builder';
import { type Context, constant, whole } from './context';

/**
 * The gradient of LayerNorm n by its input. What goes on to the dense layer before it (through dropout
 * or GELU) is kept in `dDense`, what goes past it in `dResidual`.
 */
function addNormGradient(
  context: Context,
  n: number,
  prefix: string,
  site: number,
  kind: 'embeddings' | 'residual' | 'gelu',
): void {
  const { D, slot, rowLanes, build, hidden, inverse, norm, rowsOfNorm, perRow, slabs, buffers } =
    context;
  const rows = rowsOfNorm(n);
  const kernel = layerNormGradientKernel({ width: D, lanes: rowLanes, rows, before: kind });
  const operands = {
    normal: hidden('normal', n),
    inverse: inverse(n),
    weight: norm(prefix).weight,
    dx: hidden('dDense', n),
    dy: hidden('dOutputs', n),
  };
  const shape = constant(
    kind === 'gelu' ? slabs.vocabulary : 1,
    slot.vocabularyPart,
    site,
    rows === 'blanks' ? 1 : 0,
  );
  const more: Record<typeof kind, Operands> = {
    embeddings: {},
    residual: { residual: whole(buffers.dResidual) },
    gelu: { parts: whole(buffers.dVocabulary), input: whole(buffers.headBefore) },
  };
  build.add(`LayerNorm ${n} gradient`, kernel, { ...operands, ...more[kind] }, perRow(rows), {
    uniforms: kind === 'embeddings' ? {} : { shape },
  });
}

/** From the logits' gradient to that of the encoder's output at the blanks. */
function addHeadGradient(context: Context): void {
  const { D, L, V, slot, hidden, group, weight, gemm, slabs, buffers } = context;
  const stride = logitStride(V);
  const head = 2 * L + 1;
  const words = group('bert.embeddings.word_embeddings.weight');
  const transform = 'cls.predictions.transform';
  gemm(
    'head decoder gradient',
    'NN',
    {},
    {
      rows: 'blanks',
      columns: D,
      inner: stride,
      innerB: V,
      slabs: slabs.vocabulary,
      slabStride: slot.vocabularyPart,
    },
    { A: whole(buffers.logits), B: weight(words), C: whole(buffers.dVocabulary) },
  );
  addNormGradient(context, head, `${transform}.LayerNorm`, 0, 'gelu');
  gemm(
    'head transform gradient',
    'NN',
    {},
    { rows: 'blanks', columns: D, inner: D },
    {
      A: hidden('dDense', head),
      B: weight(group(`${transform}.dense.weight`)),
      C: hidden('dOutputs', 2 * L),
    },
  );
}

/** One encoder layer, backwards: from its output's gradient to its input's. */
function addLayerGradient(context: Context, l: number): void {
  const {
    D,
    F,
    L,
    T,
    attentionShape,
    build,
    hidden,
    qkv,
    maps,
    before,
    dInner,
    dQkv,
    layer,
    weight,
    rowsOf,
    gemm,
    buffers,
  } = context;
  const last = L - 1;
  const rows = rowsOf(l);
  const weights = (name: string) => weight(layer(l, `${name}.weight`));
  const atBlanks = l === last;
  addNormGradient(
    context,
    2 + 2 * l,
    `bert.encoder.layer.${l}.output.LayerNorm`,
    3 + 3 * l,
    'residual',
  );
  gemm(
    `layer ${l} output gradient`,
    'NN',
    { geluGradient: true },
    { rows, columns: F, inner: D },
    {
      A: hidden('dDense', 2 + 2 * l),
      B: weights('output.dense'),
      before: before(l),
      C: dInner(l),
    },
  );
  gemm(
    `layer ${l} intermediate gradient`,
    'NN',
    { residual: true },
    { rows, columns: D, inner: F },
    {
      A: dInner(l),
      B: weights('intermediate.dense'),
      residual: whole(buffers.dResidual),
      C: hidden('dOutputs', 1 + 2 * l),
    },
  );
  addNormGradient(
    context,
    1 + 2 * l,
    `bert.encoder.layer.${l}.attention.output.LayerNorm`,
    2 + 3 * l,
    'residual',
  );
  gemm(
    `layer ${l} attention output gradient`,
    'NN',
    {},
    { rows, columns: D, inner: D },
    {
      A: hidden('dDense', 1 + 2 * l),
      B: weights('attention.output.dense'),
      C: whole(buffers.dMixed),
    },
  );
  if (atBlanks) {
    build.add(
      'rows of the blanks, back',
      takeRowsKernel(D, 'fromBlanks'),
      {
        first: whole(buffers.dMixed),
        second: whole(buffers.dResidual),
        firstTaken: whole(buffers.dMixedAll),
        secondTaken: whole(buffers.dResidualAll),
      },
      (counts) => takeRowsWorkgroups(counts.rows, D),
    );
  }
  const dmixed = whole(atBlanks ? buffers.dMixedAll : buffers.dMixed);
  const shared = {
    qkv: qkv(l),
    probabilities: maps(l),
    dscores: whole(buffers.dScores),
    dmixed,
    dqkv: dQkv(l),
  };
  const options = {
    uniforms: { site: constant(1 + 3 * l) },
    work: (c: Counts) => c.rows * T * D * 2,
  };
  const groupsOf = (counts: Counts) => attentionWorkgroups(attentionShape, counts.sequences);
  build.add(
    `layer ${l} attention gradient, queries`,
    attentionQueryGradientKernel(attentionShape),
    { ...shared, mixed: atBlanks ? whole(buffers.mixedAll) : hidden('mixed', l) },
    groupsOf,
    options,
  );
  build.add(
    `layer ${l} attention gradient, keys and values`,
    attentionKeyGradientKernel(attentionShape),
    shared,
    groupsOf,
    options,
  );
  gemm(
    `layer ${l} query, key, value gradient`,
    'NN',
    l === 0 ? { residual: true, dropoutLast: true } : { residual: true },
    { rows: 'rows', columns: D, inner: 3 * D, site: 0 },
    {
      A: dQkv(l),
      B: weights('attention.self.qkv'),
      residual: whole(atBlanks ? buffers.dResidualAll : buffers.dResidual),
      C: hidden('dOutputs', 2 * l),
    },
  );
}

/** The gradients of all that lies between the logits and the embeddings; those of weights come after. */
export function addBackward(context: Context): void {
  addHeadGradient(context);
  for (let l = context.L - 1; l >= 0; l--) addLayerGradient(context, l);
  addNormGradient(context, 0, 'bert.embeddings.LayerNorm', 0, 'embeddings');
}
