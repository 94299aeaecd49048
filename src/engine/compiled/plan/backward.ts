import { logitStride } from '../memory';
import { type Context, whole } from './context';
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
  const { ops, hidden, inverse, norm, rowsOfNorm, buffers } = context;
  ops.layerNormGradient(`LayerNorm ${n} gradient`, before, rowsOfNorm(n), site, {
    normal: hidden('normal', n),
    inverse: inverse(n),
    weight: norm(prefix).weight,
    dx: hidden('dDense', n),
    dy: hidden('dOutputs', n),
    ...(before === 'residual' && { residual: whole(buffers.dResidual) }),
    ...(before === 'gelu' && {
      parts: whole(buffers.dVocabulary),
      input: whole(buffers.headBefore),
    }),
  });
}

/** From the logits' gradient to that of the encoder's output at the blanks. */
function addHeadGradient<Buf>(context: Context<Buf>): void {
  const { D, L, V, slot, hidden, group, decoder, weight, linear, slabs, buffers } = context;
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
      A: hidden('dDense', head),
      B: weight(group(`${transform}.dense.weight`)),
      C: hidden('dOutputs', 2 * L),
    },
  );
}

/** From the gradient of the last layer's mixed values, at the blanks, to that of its input. */
function addAttentionAtBlanksGradient<Buf>(context: Context<Buf>, l: number): void {
  const { D, ops, hidden, qkv, maps, dQkv, layer, splitQkv, atBlanks, linear, buffers } = context;
  const gradients = atBlanks(dQkv(l));
  const weights = splitQkv(layer(l, 'attention.self.qkv.weight'));
  ops.attentionAtBlanksGradient?.(`layer ${l} attention at the blanks, gradient`, 1 + 3 * l, {
    ...atBlanks(qkv(l)),
    probabilities: maps(l),
    dmixed: whole(buffers.dMixed),
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
      residual: whole(buffers.dResidual),
      C: whole(buffers.dMixed),
    },
  );
  ops.takeRows('rows of the blanks, back', 'fromBlanks', {
    first: whole(buffers.dMixed),
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
      C: hidden('dOutputs', 2 * l),
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
      A: hidden('dDense', 2 + 2 * l),
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
      residual: whole(buffers.dResidual),
      C: hidden('dOutputs', 1 + 2 * l),
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
      A: hidden('dDense', 1 + 2 * l),
      B: weights('attention.output.dense'),
      C: whole(buffers.dMixed),
    },
  );
  if (atBlanks && context.sparesQueries) {
    addAttentionAtBlanksGradient(context, l);
    return;
  }
  if (atBlanks) {
    ops.takeRows('rows of the blanks, back', 'fromBlanks', {
      first: whole(buffers.dMixed),
      second: whole(buffers.dResidual),
      firstTaken: whole(buffers.dMixedAll),
      secondTaken: whole(buffers.dResidualAll),
    });
  }
  ops.attentionGradient(`layer ${l} attention gradient`, 1 + 3 * l, {
    qkv: qkv(l),
    probabilities: maps(l),
    mixed: atBlanks ? whole(buffers.mixedAll) : hidden('mixed', l),
    dmixed: whole(atBlanks ? buffers.dMixedAll : buffers.dMixed),
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
      residual: whole(atBlanks ? buffers.dResidualAll : buffers.dResidual),
      C: hidden('dOutputs', 2 * l),
    },
  );
}

/** The gradients of all that lies between the logits and the embeddings; those of weights come after. */
export function addBackward<Buf>(context: Context<Buf>): void {
  addHeadGradient(context);
  for (let l = context.L - 1; l >= 0; l--) addLayerGradient(context, l);
  addNormGradient(context, 0, 'bert.embeddings.LayerNorm', 0, 'embeddings');
}
