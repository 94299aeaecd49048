import type { Group } from '../../../model/layout';
import { attentionKernel, attentionWorkgroups } from '../kernels/attention';
import { crossEntropyKernel, crossEntropyWorkgroups, logitStride } from '../kernels/crossEntropy';
import { embeddingsKernel, layerNormKernel } from '../kernels/layerNorm';
import { elements } from '../kernels/rowSums';
import { takeRowsKernel, takeRowsWorkgroups } from '../kernels/takeRows';
import { type Context, constant, part, whole } from './context';

/** Token + position + segment, LayerNorm, dropout. */
function addEmbeddings(context: Context): void {
  const { D, T, rowLanes, build, hidden, inverse, group, padded, weight, perRow, config, state } =
    context;
  const words = group('bert.embeddings.word_embeddings.weight');
  const positions = group('bert.embeddings.position_embeddings.weight');
  const types = group('bert.embeddings.token_type_embeddings.weight');
  const embeddingsNorm = 'bert.embeddings.LayerNorm';
  const size = D / elements(D).count;
  const at = (g: Group) => (g.offset - positions.offset) / size;
  const end = group(`${embeddingsNorm}.bias`);
  build.add(
    'embeddings',
    embeddingsKernel({
      width: D,
      epsilon: config.layerNormEps,
      lanes: rowLanes,
      rows: 'rows',
      sequenceLength: T,
    }),
    {
      words: weight(words),
      rest: part(state.buffer, positions.offset, end.offset + padded(end) - positions.offset),
      y: hidden('outputs', 0),
      normal: hidden('normal', 0),
      inverse: inverse(0),
    },
    perRow('rows'),
    {
      uniforms: {
        tables: constant(0, at(types), at(group(`${embeddingsNorm}.weight`)), at(end)),
      },
    },
  );
}

/** LayerNorm n of what the last product left in `sum`. */
function addLayerNorm(context: Context, n: number, prefix: string): void {
  const { D, build, rowLanes, config, buffers, norm, hidden, inverse, rowsOfNorm, perRow } =
    context;
  const rows = rowsOfNorm(n);
  build.add(
    `LayerNorm ${n}`,
    layerNormKernel({ width: D, epsilon: config.layerNormEps, lanes: rowLanes, rows }),
    {
      x: whole(buffers.sum),
      ...norm(prefix),
      y: hidden('outputs', n),
      normal: hidden('normal', n),
      inverse: inverse(n),
    },
    perRow(rows),
  );
}

/** One encoder layer, post-LayerNorm (Devlin et al. 2019). */
function addLayer(context: Context, l: number): void {
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
    after,
    layer,
    weight,
    rowsOf,
    gemm,
    buffers,
  } = context;
  const last = L - 1;
  const weights = (name: string) => ({
    B: weight(layer(l, `${name}.weight`)),
    bias: weight(layer(l, `${name}.bias`)),
  });
  const x = hidden('outputs', 2 * l);
  const rows = rowsOf(l);
  const atBlanks = l === last;
  gemm(
    `layer ${l} query, key, value`,
    'NT',
    { bias: true },
    { rows: 'rows', columns: 3 * D, inner: D },
    { A: x, ...weights('attention.self.qkv'), C: qkv(l) },
  );
  build.add(
    `layer ${l} attention`,
    attentionKernel(attentionShape),
    {
      qkv: qkv(l),
      probabilities: maps(l),
      mixed: atBlanks ? whole(buffers.mixedAll) : hidden('mixed', l),
    },
    (counts) => attentionWorkgroups(attentionShape, counts.sequences),
    { uniforms: { site: constant(1 + 3 * l) }, work: (c) => c.rows * T * D * 2 },
  );
  if (atBlanks) {
    build.add(
      'rows of the blanks',
      takeRowsKernel(D, 'toBlanks'),
      {
        first: whole(buffers.mixedAll),
        second: x,
        firstTaken: hidden('mixed', l),
        secondTaken: whole(buffers.residual),
      },
      (counts) => takeRowsWorkgroups(counts.blanks, D),
    );
  }
  gemm(
    `layer ${l} attention output`,
    'NT',
    { bias: true, dropoutFirst: true, residual: true },
    { rows, columns: D, inner: D, site: 2 + 3 * l, atBlanks },
    {
      A: hidden('mixed', l),
      ...weights('attention.output.dense'),
      residual: atBlanks ? whole(buffers.residual) : x,
      C: whole(buffers.sum),
    },
  );
  addLayerNorm(context, 1 + 2 * l, `bert.encoder.layer.${l}.attention.output.LayerNorm`);
  gemm(
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
  gemm(
    `layer ${l} output`,
    'NT',
    { bias: true, dropoutFirst: true, residual: true },
    { rows, columns: D, inner: F, site: 3 + 3 * l, atBlanks },
    {
      A: after(l),
      ...weights('output.dense'),
      residual: hidden('outputs', 1 + 2 * l),
      C: whole(buffers.sum),
    },
  );
  addLayerNorm(context, 2 + 2 * l, `bert.encoder.layer.${l}.output.LayerNorm`);
}

/** The MLM head on the blanks: dense, GELU, LayerNorm, decoder tied to the word embeddings. */
function addHead(context: Context): void {
  const { D, L, V, hidden, group, weight, gemm, buffers } = context;
  const stride = logitStride(V);
  const head = 2 * L + 1;
  const words = group('bert.embeddings.word_embeddings.weight');
  const transform = 'cls.predictions.transform';
  gemm(
    'head transform',
    'NT',
    { bias: true, gelu: true },
    { rows: 'blanks', columns: D, inner: D },
    {
      A: hidden('outputs', 2 * L),
      B: weight(group(`${transform}.dense.weight`)),
      bias: weight(group(`${transform}.dense.bias`)),
      before: whole(buffers.headBefore),
      C: whole(buffers.sum),
    },
  );
  addLayerNorm(context, head, `${transform}.LayerNorm`);
  gemm(
    'head decoder',
    'NT',
    { bias: true },
    { rows: 'blanks', columns: V, inner: D, ldc: stride },
    {
      A: hidden('outputs', head),
      B: weight(words),
      bias: weight(group('cls.predictions.bias')),
      C: whole(buffers.logits),
    },
  );
}

/** The forward pass, as in `tfjs/bert.ts`: logits at the blanks, attention probabilities kept. */
export function addForward(context: Context): void {
  addEmbeddings(context);
  for (let l = 0; l < context.L; l++) addLayer(context, l);
  addHead(context);
}

/** Losses and predictions of the blanks; the logits become their own gradient. */
export function addLoss(context: Context): void {
  const { V, build, buffers, lanes } = context;
  const width = lanes === 1 ? 1 : 128;
  build.add(
    'cross entropy',
    crossEntropyKernel(V, width),
    {
      logits: whole(buffers.logits),
      losses: whole(buffers.losses),
      predictions: whole(buffers.predictions),
    },
    (counts) => crossEntropyWorkgroups(counts.blanks, width),
    { work: (counts) => counts.blanks * V * 8 },
  );
}
