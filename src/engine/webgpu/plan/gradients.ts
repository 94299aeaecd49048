import type { Group } from '../../../model/layout';
import { type ColumnJob, columnSumsKernel, columnTiles } from '../kernels/columnSums';
import { logitStride } from '../kernels/crossEntropy';
import {
  embeddingsGradientKernel,
  embeddingsGradientWorkgroups,
} from '../kernels/embeddingsGradient';
import { elements } from '../kernels/rowSums';
import { gradientNormKernel, gradientNormWorkgroups } from '../kernels/update';
import { type Context, constant, part, whole } from './context';

/** dyᵀ x of one kind of weight, in all layers at once. */
function addLayerWeightGradient(
  context: Context,
  name: string,
  sizesOf: { rows: number; columns: number; strideA: number; strideB: number },
  A: GPUBufferBinding,
  X: GPUBufferBinding,
  all: boolean,
): void {
  const { L, build, slabs, sizes, layer, gradient } = context;
  const first = layer(0, name);
  const strideC = L > 1 ? layer(1, name).offset - first.offset : 0;
  build.gemm(
    `all layers ${name} gradient`,
    { form: 'TN', epilogue: {} },
    {
      ...sizesOf,
      inner: 'rows',
      lda: sizesOf.rows,
      ldb: sizesOf.columns,
      ldc: sizesOf.columns,
      batch: L,
      strideC,
      lastOnBlanks: !all,
      slabs: slabs.weights,
      slabStride: sizes.slabStride,
    },
    { A, B: X, C: gradient(first) },
  );
}

/** The gradients of all weights: each product reads what forward and backward pass have kept. */
function addWeightGradients(context: Context): void {
  const { D, F, L, V, build, buffers, slot, slabs, sizes, hidden, group, gradient } = context;
  const head = 2 * L + 1;
  const words = group('bert.embeddings.word_embeddings.weight');
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
  build.gemm(
    'head transform weight gradient',
    { form: 'TN', epilogue: {} },
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
  build.gemm(
    'head decoder weight gradient',
    { form: 'TN', epilogue: {} },
    { rows: V, columns: D, inner: 'blanks', lda: logitStride(V), ldb: D, ldc: D },
    { A: whole(buffers.logits), B: hidden('outputs', head), C: gradient(words) },
  );
}

/** Every gradient that is a sum of columns: biases, LayerNorms, segments. */
function columnJobs(context: Context): ColumnJob[] {
  const { D, L, V, config, slot, group, layer, rowsOf, rowsOfNorm } = context;
  const head = 2 * L + 1;
  const types = group('bert.embeddings.token_type_embeddings.weight');
  const jobs: ColumnJob[] = [];
  const bias = (g: Group, source: 'dense' | 'inner', start: number, rows: 'rows' | 'blanks') =>
    jobs.push({ source, rows, start, stride: g.size, columns: g.size, target: g.offset });
  for (let l = 0; l < L; l++) {
    const rows = rowsOf(l);
    const qkvStart = L * slot.inner + l * slot.qkv;
    bias(layer(l, 'attention.self.qkv.bias'), 'inner', qkvStart, 'rows');
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
export function addParameterGradients(context: Context): void {
  addWeightGradients(context);
  const { D, T, build, buffers, config, layout, slabs, sizes, state, hidden, group } = context;
  const { slabStride } = sizes;
  const positions = group('bert.embeddings.position_embeddings.weight');
  const { words, count } = columnTiles(columnJobs(context));
  const tiles = build.table('column tiles', words);
  build.add(
    'column sums',
    columnSumsKernel(),
    {
      tiles: whole(tiles),
      dense: whole(buffers.dDense),
      inner: whole(buffers.dInner),
      logits: whole(buffers.logits),
      norm: whole(buffers.dOutputs),
      normal: whole(buffers.normal),
      gradients: whole(buffers.gradients),
    },
    () => [count, slabs.weights, 1],
    { uniforms: { slabs: constant(slabs.weights, slabStride, 0, 0) } },
  );
  const size = D / elements(D).count;
  build.add(
    'embeddings gradient',
    embeddingsGradientKernel(D, T),
    { dx: hidden('dDense', 0), gradients: whole(buffers.gradients) },
    (counts) => embeddingsGradientWorkgroups(counts.segments, config.maxPositionEmbeddings, D),
    {
      uniforms: {
        table: constant(config.maxPositionEmbeddings, positions.offset / size, 0, 0),
      },
    },
  );
  build.add(
    'gradient norm',
    gradientNormKernel(),
    { gradients: whole(buffers.gradients), parts: whole(state.normParts) },
    () => gradientNormWorkgroups(layout.length),
    {
      uniforms: {
        shape: constant(layout.length / 4, slabs.weights, slabStride / 4, sizes.slabbedFrom / 4),
      },
    },
  );
}
