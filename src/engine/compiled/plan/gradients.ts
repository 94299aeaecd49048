import type { Group } from '../../../model/layout';
import { logitStride } from '../memory';
import { type Context, part, whole } from './context';
import type { ColumnJob, Place, Rows } from './ops';

/** `count` layers from `from` on, whose arrays lie at equal distances */
interface Layers {
  readonly from: number;
  readonly count: number;
}

/** dyᵀ x of one kind of weight, in all these layers at once. */
function addLayerWeightGradient<Buf>(
  context: Context<Buf>,
  { from, count }: Layers,
  name: string,
  sizesOf: { rows: number; columns: number; strideA: number; strideB: number },
  A: Place<Buf>,
  X: Place<Buf>,
  all: boolean,
): void {
  const { L, ops, slabs, sizes, layer, gradient, sparesQueries } = context;
  const hasLast = from + count === L;
  // The last layer's queries, keys and values have products of their own.
  const batch = sparesQueries && all && hasLast ? count - 1 : count;
  if (batch === 0) return;
  const first = layer(from, name);
  const strideC = count > 1 ? layer(from + 1, name).offset - first.offset : 0;
  ops.gemm(
    `${count > 1 ? 'all layers' : `layer ${from}`} ${name} gradient`,
    'TN',
    {},
    {
      ...sizesOf,
      inner: 'rows',
      lda: sizesOf.rows,
      ldb: sizesOf.columns,
      ldc: sizesOf.columns,
      batch,
      strideC,
      lastOnBlanks: hasLast && !all,
      slabs: slabs.weights,
      slabStride: sizes.slabStride,
    },
    // Without lengths: the arrays of later layers follow.
    { A: { ...A, length: undefined }, B: { ...X, length: undefined }, C: gradient(first) },
  );
}

/** dyᵀ x of the last layer's queries, at the blanks, and of its keys and values. */
function addLastQkvGradient<Buf>(context: Context<Buf>): void {
  const { D, L, ops, buffers, slabs, sizes, hidden, layer, gradient, atBlanks, dQkv } = context;
  const { queries, keysValues } = atBlanks(dQkv(L - 1));
  const target = gradient(layer(L - 1, 'attention.self.qkv.weight'));
  const shape = { columns: D, ldb: D, ldc: D, slabs: slabs.weights, slabStride: sizes.slabStride };
  ops.gemm(
    'last query weight gradient',
    'TN',
    {},
    { ...shape, rows: D, inner: 'blanks', lda: D },
    { A: queries, B: whole(buffers.residual), C: target },
  );
  ops.gemm(
    'last key, value weight gradient',
    'TN',
    {},
    { ...shape, rows: 2 * D, inner: 'rows', lda: 2 * D },
    {
      A: keysValues,
      B: hidden('outputs', 2 * (L - 1)),
      C: part(target.buffer, target.start + D * D),
    },
  );
}

/** The gradients of these layers' weights: each product reads what forward and backward pass have kept. */
function addLayerWeights<Buf>(context: Context<Buf>, layers: Layers): void {
  const { D, F, L, slot, hidden, after, dInner, dQkv, dDense } = context;
  const two = 2 * slot.hidden;
  const { from: l, count } = layers;
  addLayerWeightGradient(
    context,
    layers,
    'attention.self.qkv.weight',
    { rows: 3 * D, columns: D, strideA: slot.qkv, strideB: two },
    dQkv(l),
    hidden('outputs', 2 * l),
    true,
  );
  addLayerWeightGradient(
    context,
    layers,
    'attention.output.dense.weight',
    { rows: D, columns: D, strideA: two, strideB: slot.hidden },
    dDense(1 + 2 * l),
    hidden('mixed', l),
    false,
  );
  addLayerWeightGradient(
    context,
    layers,
    'intermediate.dense.weight',
    { rows: F, columns: D, strideA: slot.inner, strideB: two },
    dInner(l),
    hidden('outputs', 1 + 2 * l),
    false,
  );
  addLayerWeightGradient(
    context,
    layers,
    'output.dense.weight',
    { rows: D, columns: F, strideA: two, strideB: slot.inner },
    dDense(2 + 2 * l),
    after(l),
    false,
  );
  if (context.sparesQueries && l + count === L) addLastQkvGradient(context);
}

function addHeadWeights<Buf>(context: Context<Buf>): void {
  const { D, L, V, ops, buffers, slabs, sizes, hidden, dDense, group, decoder, gradient } = context;
  const head = 2 * L + 1;
  ops.gemm(
    'head transform weight gradient',
    'TN',
    {},
    {
      rows: D,
      columns: D,
      inner: 'blanks',
      lda: D,
      ldb: D,
      ldc: D,
      slabs: slabs.weights,
      slabStride: sizes.slabStride,
    },
    {
      A: dDense(head),
      B: hidden('outputs', 2 * L),
      C: gradient(group('cls.predictions.transform.dense.weight')),
    },
  );
  ops.gemm(
    'head decoder weight gradient',
    'TN',
    {},
    { rows: V, columns: D, inner: 'blanks', lda: logitStride(V), ldb: D, ldc: D },
    { A: whole(buffers.logits), B: hidden('outputs', head), C: gradient(decoder) },
  );
}

/** A bias: the sum over the rows of the gradient that lies there. */
function biasJob<Buf>(
  { size, offset }: Group,
  source: 'dense' | 'inner',
  { start, passing }: Place<Buf>,
  rows: Rows,
): ColumnJob {
  return {
    ...{ source, rows, start, stride: size, columns: size, target: offset },
    ...(passing && { passing }),
  };
}

/** Weight and bias of LayerNorm n. */
function normJobs<Buf>(context: Context<Buf>, n: number, prefix: string): ColumnJob[] {
  const { D, group, rowsOfNorm, hidden, dOutputs } = context;
  const { start, passing } = dOutputs(n);
  const place = {
    ...{ rows: rowsOfNorm(n), start, stride: D, columns: D },
    normalStart: hidden('normal', n).start,
    ...(passing && { passing }),
  };
  const target = (name: string) => group(`${prefix}.LayerNorm.${name}`).offset;
  return [
    { source: 'normTimesNormal', ...place, target: target('weight') },
    { source: 'norm', ...place, target: target('bias') },
  ];
}

/** All biases and LayerNorms of layer l. */
function layerJobs<Buf>(context: Context<Buf>, l: number): ColumnJob[] {
  const { D, L, slot, layer, rowsOf, sparesQueries, dInner, dQkv, dDense } = context;
  const rows = rowsOf(l);
  const bias = layer(l, 'attention.self.qkv.bias');
  const { start } = dQkv(l);
  const ofQkv: ColumnJob[] =
    sparesQueries && l === L - 1
      ? [
          {
            ...{ source: 'inner', rows: 'blanks', start, stride: D, columns: D },
            target: bias.offset,
          },
          {
            ...{ source: 'inner', rows: 'rows', start: start + slot.hidden },
            ...{ stride: 2 * D, columns: 2 * D, target: bias.offset + D },
          },
        ]
      : [biasJob(bias, 'inner', dQkv(l), 'rows')];
  const prefix = `bert.encoder.layer.${l}`;
  return [
    ...ofQkv,
    biasJob(layer(l, 'attention.output.dense.bias'), 'dense', dDense(1 + 2 * l), rows),
    biasJob(layer(l, 'intermediate.dense.bias'), 'inner', dInner(l), rows),
    biasJob(layer(l, 'output.dense.bias'), 'dense', dDense(2 + 2 * l), rows),
    ...normJobs(context, 1 + 2 * l, `${prefix}.attention.output`),
    ...normJobs(context, 2 + 2 * l, `${prefix}.output`),
  ];
}

function headJobs<Buf>(context: Context<Buf>): ColumnJob[] {
  const { L, V, group, dDense } = context;
  const head = 2 * L + 1;
  const transform = 'cls.predictions.transform';
  return [
    biasJob(group(`${transform}.dense.bias`), 'dense', dDense(head), 'blanks'),
    {
      ...{ source: 'logits', rows: 'blanks', start: 0, stride: logitStride(V), columns: V },
      target: group('cls.predictions.bias').offset,
    },
    ...normJobs(context, head, transform),
  ];
}

/** Segments, and the embeddings' LayerNorm. */
function embeddingJobs<Buf>(context: Context<Buf>): ColumnJob[] {
  const { D, config, group, dDense } = context;
  const { offset } = group('bert.embeddings.token_type_embeddings.weight');
  const ofTypes = Array.from(
    { length: config.typeVocabSize },
    (_, type): ColumnJob => ({
      ...{ source: 'denseOfType', type, rows: 'rows', start: dDense(0).start },
      ...{ stride: D, columns: D, target: offset + type * D },
    }),
  );
  return [...ofTypes, ...normJobs(context, 0, 'bert.embeddings')];
}

function addColumnSums<Buf>(context: Context<Buf>, jobs: readonly ColumnJob[]): void {
  const { ops, buffers } = context;
  ops.columnSums('column sums', jobs, {
    dense: whole(buffers.dDense),
    inner: whole(buffers.dInner),
    logits: whole(buffers.logits),
    norm: whole(buffers.dOutputs),
    normal: whole(buffers.normal),
    gradients: whole(buffers.gradients),
  });
}

/** The gradients of the tables, which add to what the decoder has written. */
function addTables<Buf>(context: Context<Buf>): void {
  const { ops, buffers, dDense, group, decoder, gradient, padded } = context;
  const words = group('bert.embeddings.word_embeddings.weight');
  // Where the decoder has rows of its own, they are added to zeros.
  if (decoder !== words) {
    ops.clear('clear word gradients', part(buffers.gradients, words.offset, padded(words)));
  }
  ops.embeddingsGradient('embeddings gradient', {
    dx: dDense(0),
    words: gradient(words),
    positions: gradient(group('bert.embeddings.position_embeddings.weight')),
  });
}

/** The gradients of all parameters, into the flat vector. */
export function addParameterGradients<Buf>(context: Context<Buf>): void {
  const { L } = context;
  addLayerWeights(context, { from: 0, count: L });
  addHeadWeights(context);
  const ofLayers = Array.from({ length: L }, (_, l) => layerJobs(context, l)).flat();
  addColumnSums(context, [...ofLayers, ...headJobs(context), ...embeddingJobs(context)]);
  addTables(context);
}

/**
 * The gradients of the head's parameters. An engine that works by sentences adds those of head, layers and embeddings one
 * after the other, each before what it is made of is overwritten.
 */
export function addHeadParameters<Buf>(context: Context<Buf>): void {
  addHeadWeights(context);
  addColumnSums(context, headJobs(context));
}

/** The gradients of layer l's parameters. */
export function addLayerParameters<Buf>(context: Context<Buf>, l: number): void {
  addLayerWeights(context, { from: l, count: 1 });
  addColumnSums(context, layerJobs(context, l));
}

/** The gradients of the embeddings' parameters; to be added after the head's, whose decoder may share the table. */
export function addEmbeddingParameters<Buf>(context: Context<Buf>): void {
  addColumnSums(context, embeddingJobs(context));
  addTables(context);
}
