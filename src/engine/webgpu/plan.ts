import type { BertConfig } from '../../model/config';
import type { Group, Layout } from '../../model/layout';
import { createBuilder, type Operands } from './builder';
import type { Counts, Dispatch } from './kernel';
import { linear } from './kernel';
import {
  attentionKernel,
  attentionKeyGradientKernel,
  attentionQueryGradientKernel,
  attentionWorkgroups,
} from './kernels/attention';
import { type ColumnJob, columnSumsKernel, columnTiles } from './kernels/columnSums';
import { crossEntropyKernel, logitStride } from './kernels/crossEntropy';
import {
  embeddingsGradientKernel,
  embeddingsGradientWorkgroups,
} from './kernels/embeddingsGradient';
import type { Epilogue, GemmShape } from './kernels/gemm';
import { embeddingsKernel, layerNormKernel } from './kernels/layerNorm';
import { layerNormGradientKernel } from './kernels/layerNormGradient';
import { elements, lanesFor, rowGroups } from './kernels/rowSums';
import { takeRowsKernel, takeRowsWorkgroups } from './kernels/takeRows';
import {
  adamWKernel,
  adamWWorkgroups,
  finishKernel,
  gradientNormKernel,
  gradientNormParts,
  gradientNormWorkgroups,
} from './kernels/update';
import type { Buffers, Capacity, MemorySizes, Slabs } from './memory';
import type { State } from './state';
import type { ChooseTiling } from './tilings';

export interface PlanInput {
  readonly device: GPUDevice;
  readonly config: BertConfig;
  readonly layout: Layout;
  readonly capacity: Capacity;
  readonly slabs: Slabs;
  readonly sizes: MemorySizes;
  readonly buffers: Buffers;
  readonly state: State;
  readonly chooseTiling: ChooseTiling;
  /** Invocations that share a row: 1 where barriers are dear */
  readonly lanes: number;
  /** Rows of one invocation in attention */
  readonly attentionRows: number;
  /** What tilings are chosen for */
  readonly typical: Counts;
}

/** The dispatches of a step, in order; each part may end a submit. */
export interface Plan {
  readonly forward: readonly Dispatch[];
  readonly loss: readonly Dispatch[];
  readonly backward: readonly Dispatch[];
  readonly update: readonly Dispatch[];
  readonly constants: GPUBuffer;
}

/** Number of dropout sites: the embeddings, and three a layer, in the order of the forward pass. */
export const dropoutSites = (config: BertConfig) => 1 + 3 * config.numHiddenLayers;

/**
 * BertForMaskedLM's training step as a list of dispatches: the forward pass as in \`tfjs/bert.ts\`, its
 * gradient layer by layer, AdamW. LayerNorm n's arrays are in slot n: 0 the embeddings', 1 + 2l and
 * 2 + 2l those of layer l, 2L + 1 the head's. After the last layer's attention only the blanks' rows
 * go on: no other row reaches the loss.
 */
export function makePlan(input: PlanInput): Plan {
  const { device, config, layout, capacity, slabs, sizes, buffers, state, lanes, typical } = input;
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L, vocabSize: V } = config;
  const T = capacity.sequenceLength;
  const { slot, slabStride } = sizes;
  const H = config.numAttentionHeads;
  const stride = logitStride(V);
  const head = 2 * L + 1;
  const attentionShape = {
    sequenceLength: T,
    heads: H,
    hiddenSize: D,
    rowsPerThread: input.attentionRows,
  };
  const rowLanes = lanesFor(elements(D).count, lanes);
  const build = createBuilder(device, buffers.step, typical, input.chooseTiling);
  const constant = (...words: number[]) => Uint32Array.from(words);

  // Where things lie.
  const whole = (buffer: GPUBuffer): GPUBufferBinding => ({ buffer });
  const part = (buffer: GPUBuffer, first: number, floats: number): GPUBufferBinding => ({
    buffer,
    offset: first * 4,
    size: floats * 4,
  });
  const hidden = (name: 'outputs' | 'normal' | 'dOutputs' | 'dDense' | 'mixed', n: number) =>
    part(buffers[name], n * slot.hidden, slot.hidden);
  const inverse = (n: number) => part(buffers.inverse, n * slot.inverse, slot.inverse);
  const qkv = (l: number) => part(buffers.qkv, l * slot.qkv, slot.qkv);
  const maps = (l: number) => part(buffers.maps, l * slot.maps, slot.maps);
  const before = (l: number) => part(buffers.before, l * slot.inner, slot.inner);
  const after = (l: number) => part(buffers.after, l * slot.inner, slot.inner);
  const dInner = (l: number) => part(buffers.dInner, l * slot.inner, slot.inner);
  const dQkv = (l: number) => part(buffers.dInner, L * slot.inner + l * slot.qkv, slot.qkv);
  const groups = new Map(layout.groups.map((g) => [g.name, g]));
  const group = (name: string): Group => groups.get(name)!;
  const layer = (l: number, name: string) => group(`bert.encoder.layer.${l}.${name}`);
  const padded = (g: Group) => Math.ceil(g.size / 64) * 64;
  const weight = (g: Group) => part(state.buffer, g.offset, padded(g));
  /** A group's gradients, and all that follow: slabs and layers are reached by strides. */
  const gradient = (g: Group): GPUBufferBinding => ({
    buffer: buffers.gradients,
    offset: g.offset * 4,
  });
  const words = group('bert.embeddings.word_embeddings.weight');
  const positions = group('bert.embeddings.position_embeddings.weight');
  const types = group('bert.embeddings.token_type_embeddings.weight');
  const norm = (prefix: string) => ({
    weight: weight(group(`${prefix}.weight`)),
    bias: weight(group(`${prefix}.bias`)),
  });

  const last = L - 1;
  const rowsOf = (l: number) => (l === last ? 'blanks' : 'rows');
  const rowsOfNorm = (n: number) => (n >= 2 * L - 1 ? 'blanks' : 'rows');
  const perRow = (rows: 'rows' | 'blanks') => (counts: Counts) =>
    linear(rowGroups(counts[rows], rowLanes), 1);

  const gemm = (
    label: string,
    form: 'NT' | 'NN',
    epilogue: Epilogue,
    shape: Omit<GemmShape, 'lda' | 'ldb' | 'ldc'> & { ld?: Partial<GemmShape> },
    operands: Record<string, GPUBufferBinding>,
  ) => {
    const { ld, ...rest } = shape;
    const inner = rest.inner as number;
    const ldb = form === 'NT' ? inner : rest.columns;
    build.gemm(
      label,
      { form, epilogue },
      { ...rest, lda: inner, ldb, ldc: rest.columns, ...ld },
      operands,
    );
  };

  const layerNorm = (n: number, prefix: string) => {
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
  };

  const forward = () => {
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

    for (let l = 0; l < L; l++) {
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
      layerNorm(1 + 2 * l, `bert.encoder.layer.${l}.attention.output.LayerNorm`);
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
      layerNorm(2 + 2 * l, `bert.encoder.layer.${l}.output.LayerNorm`);
    }

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
    layerNorm(head, `${transform}.LayerNorm`);
    gemm(
      'head decoder',
      'NT',
      { bias: true },
      { rows: 'blanks', columns: V, inner: D, ld: { ldc: stride } },
      {
        A: hidden('outputs', head),
        B: weight(words),
        bias: weight(group('cls.predictions.bias')),
        C: whole(buffers.logits),
      },
    );
  };

  const loss = () => {
    const width = lanes === 1 ? 1 : 128;
    build.add(
      'cross entropy',
      crossEntropyKernel(V, width),
      {
        logits: whole(buffers.logits),
        losses: whole(buffers.losses),
        predictions: whole(buffers.predictions),
      },
      (counts) => linear(counts.blanks, 1),
      { work: (counts) => counts.blanks * V * 8 },
    );
  };

  const normGradient = (
    n: number,
    prefix: string,
    site: number,
    kind: 'embeddings' | 'residual' | 'gelu',
  ) => {
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
  };

  const backward = () => {
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
    normGradient(head, `${transform}.LayerNorm`, 0, 'gelu');
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

    for (let l = last; l >= 0; l--) {
      const rows = rowsOf(l);
      const weights = (name: string) => weight(layer(l, `${name}.weight`));
      const atBlanks = l === last;
      normGradient(2 + 2 * l, `bert.encoder.layer.${l}.output.LayerNorm`, 3 + 3 * l, 'residual');
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
      normGradient(
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
    normGradient(0, 'bert.embeddings.LayerNorm', 0, 'embeddings');
    weightGradients();
  };

  /** dyᵀ x of one kind of weight, in all layers at once. */
  const weightGradient = (
    name: string,
    sizesOf: { rows: number; columns: number; strideA: number; strideB: number },
    A: GPUBufferBinding,
    X: GPUBufferBinding,
    all: boolean,
  ) => {
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
        slabStride,
      },
      { A, B: X, C: gradient(first) },
    );
  };

  const from = (buffer: GPUBuffer, first: number): GPUBufferBinding => ({
    buffer,
    offset: first * 4,
  });

  const weightGradients = () => {
    const two = 2 * slot.hidden;
    weightGradient(
      'attention.self.qkv.weight',
      { rows: 3 * D, columns: D, strideA: slot.qkv, strideB: two },
      from(buffers.dInner, L * slot.inner),
      whole(buffers.outputs),
      true,
    );
    weightGradient(
      'attention.output.dense.weight',
      { rows: D, columns: D, strideA: two, strideB: slot.hidden },
      from(buffers.dDense, slot.hidden),
      whole(buffers.mixed),
      false,
    );
    weightGradient(
      'intermediate.dense.weight',
      { rows: F, columns: D, strideA: slot.inner, strideB: two },
      whole(buffers.dInner),
      from(buffers.outputs, slot.hidden),
      false,
    );
    weightGradient(
      'output.dense.weight',
      { rows: D, columns: F, strideA: two, strideB: slot.inner },
      from(buffers.dDense, two),
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
        slabStride,
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
      { rows: V, columns: D, inner: 'blanks', lda: stride, ldb: D, ldc: D },
      { A: whole(buffers.logits), B: hidden('outputs', head), C: gradient(words) },
    );

    const { words: tiles, count } = columnTiles(columnJobs());
    const tilesBuffer = state.table('column tiles', tiles);
    build.add(
      'column sums',
      columnSumsKernel(),
      {
        tiles: whole(tilesBuffer),
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
  };

  /** Every gradient that is a sum of columns: biases, LayerNorms, segments. */
  const columnJobs = (): ColumnJob[] => {
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
      stride,
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
  };

  const update = () => {
    build.add(
      'statistics',
      finishKernel(),
      {
        parts: whole(state.normParts),
        losses: whole(buffers.losses),
        statistics: whole(state.statistics),
        clip: whole(state.clip),
      },
      () => [1, 1, 1],
      { uniforms: { shape: constant(gradientNormParts(layout.length), 0, 0, 0) } },
    );
    const P = layout.length;
    build.add(
      'AdamW',
      adamWKernel(),
      {
        gradients: part(buffers.gradients, 0, P),
        clip: whole(state.clip),
        decays: whole(state.decays),
        parameters: part(state.buffer, 0, P),
        firstMoment: part(state.buffer, P, P),
        secondMoment: part(state.buffer, 2 * P, P),
      },
      () => adamWWorkgroups(P),
      { uniforms: { shape: constant(P / 4, 0, 0, 0) } },
    );
  };

  const ends = [forward, loss, backward, update].map((build_) => {
    build_();
    return build.length;
  });
  const { dispatches, constants } = build.finish();
  return {
    forward: dispatches.slice(0, ends[0]),
    loss: dispatches.slice(ends[0], ends[1]),
    backward: dispatches.slice(ends[1], ends[2]),
    update: dispatches.slice(ends[2]),
    constants,
  };
}
