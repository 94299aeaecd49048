import type { Group } from '../../../model/layout';
import { logitStride } from '../memory';
import { type Context, part, whole } from './context';
import type { ColumnJob, Place } from './ops';

/** dyᵀ x of one kind of weight, in all layers at once. */
function addLayerWeightGradient<Buf>(
  context: Context<Buf>,
  name: string,
  sizesOf: { rows: number; columns: number; strideA: number; strideB: number },
  A: Place<Buf>,
  X: Place<Buf>,
  all: boolean,
): void {
  const { L, ops, slabs, sizes, layer, gradient, sparesQueries } = context;
  // The last layer's queries, keys and values have products of their own.
  const batch = sparesQueries && all ? L - 1 : L;
  if (batch === 0) return;
  const first = layer(0, name);
  const strideC = L > 1 ? layer(1, name).offset - first.offset : 0;
  ops.gemm(
    `all layers ${name} gradient`,
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
      lastOnBlanks: !all,
      slabs: slabs.weights,
      slabStride: sizes.slabStride,
    },
    { A, B: X, C: gradient(first) },
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

/** The gradients of all weights: each product reads what forward and backward pass have kept. */
function addWeightGradients<Buf>(context: Context<Buf>): void {
  const { D, F, L, V, ops, buffers, slot, slabs, sizes, hidden, group, decoder, gradient } =
    context;
  const head = 2 * L + 1;
  const two = 2 * slot.hidden;
  addLayerWeightGradient(
    context,
    'attention.self.qkv.weight',
    { rows: 3 * D, columns: D, strideA: slot.qkv, strideB: two },
    part(buffers.dInner, L * slot.inner),
    whole(buffers.outputs),
    true,
  );
  addLayerWeightGradient(
    context,
    'attention.output.dense.weight',
    { rows: D, columns: D, strideA: two, strideB: slot.hidden },
    part(buffers.dDense, slot.hidden),
    whole(buffers.mixed),
    false,
  );
  addLayerWeightGradient(
    context,
    'intermediate.dense.weight',
    { rows: F, columns: D, strideA: slot.inner, strideB: two },
    whole(buffers.dInner),
    part(buffers.outputs, slot.hidden),
    false,
  );
  addLayerWeightGradient(
    context,
    'output.dense.weight',
    { rows: D, columns: F, strideA: two, strideB: slot.inner },
    part(buffers.dDense, two),
    whole(buffers.after),
    false,
  );
  if (context.sparesQueries) addLastQkvGradient(context);
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
      A: hidden('dDense', head),
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

/** Every gradient that is a sum of columns: biases, LayerNorms, segments. */
function columnJobs<Buf>(context: Context<Buf>): ColumnJob[] {
  const { D, L, V, config, slot, group, layer, rowsOf, rowsOfNorm, sparesQueries } = context;
  const head = 2 * L + 1;
  const types = group('bert.embeddings.token_type_embeddings.weight');
  const jobs: ColumnJob[] = [];
  const bias = (g: Group, source: 'dense' | 'inner', start: number, rows: 'rows' | 'blanks') =>
    jobs.push({ source, rows, start, stride: g.size, columns: g.size, target: g.offset });
  for (let l = 0; l < L; l++) {
    const rows = rowsOf(l);
    const qkvStart = L * slot.inner + l * slot.qkv;
    const qkvBias = layer(l, 'attention.self.qkv.bias');
    if (sparesQueries && l === L - 1) {
      const { offset } = qkvBias;
      const inner = { source: 'inner' } as const;
      const atBlanks = { rows: 'blanks', start: qkvStart, stride: D, columns: D } as const;
      const start = qkvStart + slot.hidden;
      const ofAll = { rows: 'rows', start, stride: 2 * D, columns: 2 * D } as const;
      jobs.push({ ...inner, ...atBlanks, target: offset });
      jobs.push({ ...inner, ...ofAll, target: offset + D });
    } else bias(qkvBias, 'inner', qkvStart, 'rows');
    bias(layer(l, 'attention.output.dense.bias'), 'dense', (1 + 2 * l) * slot.hidden, rows);
    bias(layer(l, 'intermediate.dense.bias'), 'inner', l * slot.inner, rows);
    bias(layer(l, 'output.dense.bias'), 'dense', (2 + 2 * l) * slot.hidden, rows);
  }
  bias(group('cls.predictions.transform.dense.bias'), 'dense', head * slot.hidden, 'blanks');
  const columns = { stride: D, columns: D };
  const decoder = group('cls.predictions.bias');
  jobs.push({
    source: 'logits',
    rows: 'blanks',
    start: 0,
    stride: logitStride(V),
    columns: V,
    target: decoder.offset,
  });
  for (let type = 0; type < config.typeVocabSize; type++) {
    jobs.push({
      source: 'denseOfType',
      type,
      rows: 'rows',
      start: 0,
      ...columns,
      target: types.offset + type * D,
    });
  }
  const norms = [
    'bert.embeddings',
    ...Array.from({ length: L }, (_, l) => [
      `bert.encoder.layer.${l}.attention.output`,
      `bert.encoder.layer.${l}.output`,
    ]).flat(),
    'cls.predictions.transform',
  ];
  norms.forEach((prefix, n) => {
    const place = { rows: rowsOfNorm(n), start: n * slot.hidden, ...columns } as const;
    const target = (name: string) => group(`${prefix}.LayerNorm.${name}`).offset;
    jobs.push({ source: 'normTimesNormal', ...place, target: target('weight') });
    jobs.push({ source: 'norm', ...place, target: target('bias') });
  });
  return jobs;
}

/** All gradients by parameters, into the flat vector, and the sum of their squares. */
export function addParameterGradients<Buf>(context: Context<Buf>): void {
  addWeightGradients(context);
  const { ops, buffers, hidden, group, gradient, padded } = context;
  ops.columnSums('column sums', columnJobs(context), {
    dense: whole(buffers.dDense),
    inner: whole(buffers.dInner),
    logits: whole(buffers.logits),
    norm: whole(buffers.dOutputs),
    normal: whole(buffers.normal),
    gradients: whole(buffers.gradients),
  });
  const words = group('bert.embeddings.word_embeddings.weight');
  // The gradients of the words' rows are added to what the decoder has written. Where it has rows of its own, to zeros.
  if (context.decoder !== words) {
    ops.clear('clear word gradients', part(buffers.gradients, words.offset, padded(words)));
  }
  ops.embeddingsGradient('embeddings gradient', {
    dx: hidden('dDense', 0),
    words: gradient(words),
    positions: gradient(group('bert.embeddings.position_embeddings.weight')),
  });
  ops.gradientNorm('gradient norm', whole(buffers.gradients));
}
