import { logitStride } from '../memory';
import { type Context, whole } from './context';

/** Token + position + segment, LayerNorm, dropout. */
function addEmbeddings<Buf>({ ops, hidden, inverse, group, weight, norm }: Context<Buf>): void {
  const table = (name: string) => weight(group(`bert.embeddings.${name}_embeddings.weight`));
  ops.embeddings('embeddings', {
    words: table('word'),
    positions: table('position'),
    types: table('token_type'),
    ...norm('bert.embeddings.LayerNorm'),
    y: hidden('outputs', 0),
    normal: hidden('normal', 0),
    inverse: inverse(0),
  });
}

/** LayerNorm n of what the last product left in `sum`. */
function addLayerNorm<Buf>(context: Context<Buf>, n: number, prefix: string): void {
  const { ops, sum, norm, hidden, inverse, rowsOfNorm } = context;
  ops.layerNorm(`LayerNorm ${n}`, rowsOfNorm(n), {
    x: sum,
    ...norm(prefix),
    y: hidden('outputs', n),
    normal: hidden('normal', n),
    inverse: inverse(n),
  });
}

/** The last layer's attention, with queries at the blanks only. */
function addAttentionAtBlanks<Buf>(context: Context<Buf>, l: number): void {
  const { D, ops, hidden, qkv, maps, layer, splitQkv, atBlanks, linear, buffers } = context;
  const x = hidden('outputs', 2 * l);
  const taken = whole(buffers.residual);
  const weights = splitQkv(layer(l, 'attention.self.qkv.weight'));
  const biases = splitQkv(layer(l, 'attention.self.qkv.bias'));
  const { queries, keysValues } = atBlanks(qkv(l));
  ops.takeRows('rows of the blanks', 'toBlanks', { first: x, firstTaken: taken });
  linear(
    `layer ${l} query at the blanks`,
    'NT',
    { bias: true },
    { rows: 'blanks', columns: D, inner: D },
    { A: taken, B: weights.queries, bias: biases.queries, C: queries },
  );
  linear(
    `layer ${l} key, value`,
    'NT',
    { bias: true },
    { rows: 'rows', columns: 2 * D, inner: D },
    { A: x, B: weights.keysValues, bias: biases.keysValues, C: keysValues },
  );
  ops.attentionAtBlanks?.(`layer ${l} attention at the blanks`, 1 + 3 * l, {
    ...{ queries, keysValues },
    probabilities: maps(l),
    mixed: hidden('mixed', l),
  });
}

/** One encoder layer, post-LayerNorm (Devlin et al. 2019). */
function addLayer<Buf>(context: Context<Buf>, l: number): void {
  const { D, F, L, ops, hidden, qkv, maps, before, after, layer, weight, rowsOf, linear, buffers } =
    context;
  const { sum } = context;
  const weights = (name: string) => ({
    B: weight(layer(l, `${name}.weight`)),
    bias: weight(layer(l, `${name}.bias`)),
  });
  const x = hidden('outputs', 2 * l);
  const rows = rowsOf(l);
  const atBlanks = l === L - 1;
  if (atBlanks && context.sparesQueries) addAttentionAtBlanks(context, l);
  else {
    linear(
      `layer ${l} query, key, value`,
      'NT',
      { bias: true },
      { rows: 'rows', columns: 3 * D, inner: D },
      { A: x, ...weights('attention.self.qkv'), C: qkv(l) },
    );
    ops.attention(`layer ${l} attention`, 1 + 3 * l, {
      qkv: qkv(l),
      probabilities: maps(l),
      mixed: atBlanks ? whole(buffers.mixedAll) : hidden('mixed', l),
    });
  }
  if (atBlanks && !context.sparesQueries) {
    ops.takeRows('rows of the blanks', 'toBlanks', {
      first: whole(buffers.mixedAll),
      second: x,
      firstTaken: hidden('mixed', l),
      secondTaken: whole(buffers.residual),
    });
  }
  linear(
    `layer ${l} attention output`,
    'NT',
    { bias: true, dropoutFirst: true, residual: true },
    { rows, columns: D, inner: D, site: 2 + 3 * l, atBlanks },
    {
      A: hidden('mixed', l),
      ...weights('attention.output.dense'),
      residual: atBlanks ? whole(buffers.residual) : x,
      C: sum,
    },
  );
  addLayerNorm(context, 1 + 2 * l, `bert.encoder.layer.${l}.attention.output.LayerNorm`);
  linear(
    `layer ${l} intermediate`,
    'NT',
    { bias: true, gelu: true },
    { rows, columns: F, inner: D },
    {
      A: hidden('outputs', 1 + 2 * l),
      ...weights('intermediate.dense'),
      before: before(l),
      C: after(l),
    },
  );
  linear(
    `layer ${l} output`,
    'NT',
    { bias: true, dropoutFirst: true, residual: true },
    { rows, columns: D, inner: F, site: 3 + 3 * l, atBlanks },
    {
      A: after(l),
      ...weights('output.dense'),
      residual: hidden('outputs', 1 + 2 * l),
      C: sum,
    },
  );
  addLayerNorm(context, 2 + 2 * l, `bert.encoder.layer.${l}.output.LayerNorm`);
}

/** The MLM head on the blanks: dense, GELU, LayerNorm, decoder. */
function addHead<Buf>(context: Context<Buf>): void {
  const { D, L, V, hidden, group, decoder, weight, linear, buffers, sum } = context;
  const head = 2 * L + 1;
  const transform = 'cls.predictions.transform';
  linear(
    'head transform',
    'NT',
    { bias: true, gelu: true },
    { rows: 'blanks', columns: D, inner: D },
    {
      A: hidden('outputs', 2 * L),
      B: weight(group(`${transform}.dense.weight`)),
      bias: weight(group(`${transform}.dense.bias`)),
      before: whole(buffers.headBefore),
      C: sum,
    },
  );
  addLayerNorm(context, head, `${transform}.LayerNorm`);
  linear(
    'head decoder',
    'NT',
    { bias: true },
    { rows: 'blanks', columns: V, inner: D, ldc: logitStride(V) },
    {
      A: hidden('outputs', head),
      B: weight(decoder),
      bias: weight(group('cls.predictions.bias')),
      C: whole(buffers.logits),
    },
  );
}

/** The forward pass, as in `tfjs/bert.ts`: logits at the blanks, attention probabilities kept. */
export function addForward<Buf>(context: Context<Buf>): void {
  const { L, ops } = context;
  ops.bySentences?.(true);
  addEmbeddings(context);
  for (let l = 0; l < L; l++) {
    // The last layer goes on with the blanks only.
    if (l > 0 || L === 1) ops.bySentences?.(l < L - 1);
    addLayer(context, l);
  }
  addHead(context);
}

/** Losses and predictions of the blanks; the logits become their own gradient. */
export function addLoss<Buf>({ ops, buffers }: Context<Buf>): void {
  ops.crossEntropy('cross entropy', {
    logits: whole(buffers.logits),
    losses: whole(buffers.losses),
    predictions: whole(buffers.predictions),
  });
}
