import { logitStride } from '../memory';
import { type Context, whole } from './context';
import { addEmbeddingParameters, addHeadParameters, addLayerParameters } from './gradients';
import type { BeforeNorm } from './ops';

/**
 * The gradient of LayerNorm n by its input. What goes on to the dense layer before it (through dropout
 * or GELU) is kept in `dDense`, what goes past it in `dResidual`.
 */
function addNormGradient<Buf>(
  context: Context<Buf>,
  n: number,
  prefix: string,
  site: number,
  before: BeforeNorm,
): void {
  const { ops, hidden, dOutputs, dDense, dResidual, inverse, norm, rowsOfNorm, buffers } = context;
  ops.layerNormGradient(`LayerNorm ${n} gradient`, before, rowsOfNorm(n), site, {
    normal: hidden('normal', n),
    inverse: inverse(n),
    weight: norm(prefix).weight,
    dx: dDense(n),
    dy: dOutputs(n),
    ...(before === 'residual' && { residual: dResidual }),
    ...(before === 'gelu' && {
      parts: whole(buffers.dVocabulary),
      input: whole(buffers.headBefore),
    }),
  });
}

/** From the logits' gradient to that of the encoder's output at the blanks. */
function addHeadGradient<Buf>(context: Context<Buf>): void {
  const { D, L, V, slot, dOutputs, dDense, group, decoder, weight, linear, slabs, buffers } =
    context;
  const head = 2 * L + 1;
  const transform = 'cls.predictions.transform';
  linear(
    'head decoder gradient',
    'NN',
    {},
    {
      rows: 'blanks',
      columns: D,
      inner: logitStride(V),
      innerB: V,
      slabs: slabs.vocabulary,
      slabStride: slot.vocabularyPart,
    },
    { A: whole(buffers.logits), B: weight(decoder), C: whole(buffers.dVocabulary) },
  );
  addNormGradient(context, head, `${transform}.LayerNorm`, 0, 'gelu');
  linear(
    'head transform gradient',
    'NN',
    {},
    { rows: 'blanks', columns: D, inner: D },
    {
      A: dDense(head),
      B: weight(group(`${transform}.dense.weight`)),
      C: dOutputs(2 * L),
    },
  );
}

/** From the gradient of the last layer's mixed values, at the blanks, to that of its input. */
function addAttentionAtBlanksGradient<Buf>(context: Context<Buf>, l: number): void {
  const { D, ops, qkv, maps, dQkv, dOutputs, dMixed, dResidual, layer, splitQkv } = context;
  const { atBlanks, linear, buffers } = context;
  const gradients = atBlanks(dQkv(l));
  const weights = splitQkv(layer(l, 'attention.self.qkv.weight'));
  ops.attentionAtBlanksGradient?.(`layer ${l} attention at the blanks, gradient`, 1 + 3 * l, {
    ...atBlanks(qkv(l)),
    probabilities: maps(l),
    dmixed: dMixed,
    dscores: whole(buffers.dScores),
    dqueries: gradients.queries,
    dkeysValues: gradients.keysValues,
  });
  // Through the queries and past the layer the gradient reaches the blanks' rows only.
  linear(
    `layer ${l} query gradient at the blanks`,
    'NN',
    { residual: true },
    { rows: 'blanks', columns: D, inner: D },
    {
      A: gradients.queries,
      B: weights.queries,
      residual: dResidual,
      C: dMixed,
    },
  );
  ops.takeRows('rows of the blanks, back', 'fromBlanks', {
    first: dMixed,
    firstTaken: whole(buffers.dResidualAll),
  });
  const isFirst = l === 0;
  linear(
    `layer ${l} key, value gradient`,
    'NN',
    isFirst ? { residual: true, dropoutLast: true } : { residual: true },
    { rows: 'rows', columns: D, inner: 2 * D, site: 0 },
    {
      A: gradients.keysValues,
      B: weights.keysValues,
      residual: whole(buffers.dResidualAll),
      C: dOutputs(2 * l),
    },
  );
}

/** One encoder layer, backwards: from its output's gradient to its input's. */
function addLayerGradient<Buf>(context: Context<Buf>, l: number): void {
  const {
    D,
    F,
    L,
    ops,
    hidden,
    qkv,
    maps,
    before,
    dInner,
    dQkv,
    dOutputs,
    dDense,
    dMixed,
    dResidual,
    layer,
    weight,
    rowsOf,
    linear,
    buffers,
  } = context;
  const rows = rowsOf(l);
  const weights = (name: string) => weight(layer(l, `${name}.weight`));
  const prefix = `bert.encoder.layer.${l}`;
  const atBlanks = l === L - 1;
  addNormGradient(context, 2 + 2 * l, `${prefix}.output.LayerNorm`, 3 + 3 * l, 'residual');
  linear(
    `layer ${l} output gradient`,
    'NN',
    { geluGradient: true },
    { rows, columns: F, inner: D },
    {
      A: dDense(2 + 2 * l),
      B: weights('output.dense'),
      before: before(l),
      C: dInner(l),
    },
  );
  linear(
    `layer ${l} intermediate gradient`,
    'NN',
    { residual: true },
    { rows, columns: D, inner: F },
    {
      A: dInner(l),
      B: weights('intermediate.dense'),
      residual: dResidual,
      C: dOutputs(1 + 2 * l),
    },
  );
  addNormGradient(
    context,
    1 + 2 * l,
    `${prefix}.attention.output.LayerNorm`,
    2 + 3 * l,
    'residual',
  );
  linear(
    `layer ${l} attention output gradient`,
    'NN',
    {},
    { rows, columns: D, inner: D },
    {
      A: dDense(1 + 2 * l),
      B: weights('attention.output.dense'),
      C: dMixed,
    },
  );
  if (atBlanks && context.sparesQueries) {
    addAttentionAtBlanksGradient(context, l);
    return;
  }
  if (atBlanks) {
    ops.takeRows('rows of the blanks, back', 'fromBlanks', {
      first: dMixed,
      second: dResidual,
      firstTaken: whole(buffers.dMixedAll),
      secondTaken: whole(buffers.dResidualAll),
    });
  }
  ops.attentionGradient(`layer ${l} attention gradient`, 1 + 3 * l, {
    qkv: qkv(l),
    probabilities: maps(l),
    mixed: atBlanks ? whole(buffers.mixedAll) : hidden('mixed', l),
    dmixed: atBlanks ? whole(buffers.dMixedAll) : dMixed,
    dscores: whole(buffers.dScores),
    dqkv: dQkv(l),
  });
  linear(
    `layer ${l} query, key, value gradient`,
    'NN',
    l === 0 ? { residual: true, dropoutLast: true } : { residual: true },
    { rows: 'rows', columns: D, inner: 3 * D, site: 0 },
    {
      A: dQkv(l),
      B: weights('attention.self.qkv'),
      residual: atBlanks ? whole(buffers.dResidualAll) : dResidual,
      C: dOutputs(2 * l),
    },
  );
}

/**
 * The gradients of all that lies between the logits and the embeddings; those of weights come after. An engine that works
 * by sentences makes those of each layer right away, before what they are made of is overwritten.
 */
export function addBackward<Buf>(context: Context<Buf>): void {
  const { L, ops, inChunks } = context;
  ops.bySentences?.(false);
  addHeadGradient(context);
  if (inChunks) addHeadParameters(context);
  for (let l = L - 1; l >= 0; l--) {
    ops.bySentences?.(l < L - 1);
    addLayerGradient(context, l);
    if (inChunks) addLayerParameters(context, l);
  }
  addNormGradient(context, 0, 'bert.embeddings.LayerNorm', 0, 'embeddings');
  if (inChunks) {
    ops.bySentences?.(false);
    addEmbeddingParameters(context);
  }
}
