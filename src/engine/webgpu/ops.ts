import type { BertConfig } from '../../model/config';
import type { Layout } from '../../model/layout';
import type { Counts } from '../compiled/counts';
import type { Capacity, MemorySizes, Slabs } from '../compiled/memory';
import { gemmWork, type Ops, type Place, type Rows } from '../compiled/plan/ops';
import { HEADER_BYTES } from '../compiled/stepData';
import { createBuilder } from './builder';
import { linear } from './kernel';
import {
  type AttentionShape,
  attentionKernel,
  attentionKeyGradientKernel,
  attentionQueryGradientKernel,
  attentionWorkgroups,
} from './kernels/attention';
import { clearKernel, clearWorkgroups } from './kernels/clear';
import { columnSumsKernel, columnTiles } from './kernels/columnSums';
import { crossEntropyKernel, crossEntropyWorkgroups } from './kernels/crossEntropy';
import {
  embeddingsGradientKernel,
  embeddingsGradientWorkgroups,
} from './kernels/embeddingsGradient';
import { type GemmOptions, gemmKernel, gemmWords } from './kernels/gemm';
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
import type { State } from './state';
import { type ChooseTiling, gemmWorkgroups, type Product, TILINGS } from './tilings';

export interface OpsInput {
  readonly device: GPUDevice;
  readonly config: BertConfig;
  readonly layout: Layout;
  readonly capacity: Capacity;
  readonly slabs: Slabs;
  readonly sizes: MemorySizes;
  /** The header and the lists of the step */
  readonly step: GPUBuffer;
  readonly state: State;
  readonly chooseTiling: ChooseTiling;
  /** Invocations that share a row: 1 where barriers are expensive */
  readonly lanes: number;
  /** Rows of one invocation in attention */
  readonly attentionRows: number;
  /** What tilings are chosen for */
  readonly typical: Counts;
}

/** Words of a uniform. */
const constant = (...words: number[]) => Uint32Array.from(words);

const bind = ({ buffer, start, length }: Place<GPUBuffer>): GPUBufferBinding => ({
  buffer,
  offset: start * 4,
  ...(length !== undefined && { size: length * 4 }),
});

const bindAll = (places: Readonly<Record<string, Place<GPUBuffer> | undefined>>) =>
  Object.fromEntries(
    Object.entries(places).flatMap(([name, place]) => (place ? [[name, bind(place)]] : [])),
  );

/** How the compiled WebGPU engine does each piece of the plan: one dispatch, attention's gradient two. */
export function createGpuOps(input: OpsInput) {
  const { device, config, layout, capacity, slabs, sizes, state, typical, lanes } = input;
  const { hiddenSize: D, layerNormEps: epsilon, maxPositionEmbeddings, vocabSize: V } = config;
  const T = capacity.sequenceLength;
  const header = { buffer: input.step, offset: 0, size: HEADER_BYTES };
  const data = { buffer: input.step, offset: HEADER_BYTES };
  const { add, table, finish, length } = createBuilder(device, { step: header, data });
  const products: Product[] = [];
  const rowLanes = lanesFor(elements(D).count, lanes);
  const perRow = (rows: Rows) => (counts: Counts) => linear(rowGroups(counts[rows], rowLanes), 1);
  const attentionShape: AttentionShape = {
    sequenceLength: T,
    heads: config.numAttentionHeads,
    hiddenSize: D,
    rowsPerThread: input.attentionRows,
  };
  const attentionGroups = (counts: Counts) => attentionWorkgroups(attentionShape, counts.sequences);
  const attentionWork = (counts: Counts) => counts.rows * T * D * 2;
  const P = layout.length;

  const ops: Ops<GPUBuffer> = {
    get length() {
      return length();
    },

    embeddings(label, { words, positions, types, weight, bias, ...places }) {
      // The small tables lie side by side, and are one binding.
      const size = D / elements(D).count;
      const end = bias.start + bias.length!;
      const rest = { ...positions, length: end - positions.start };
      const at = ({ start }: Place<GPUBuffer>) => (start - positions.start) / size;
      add(
        label,
        embeddingsKernel({ width: D, epsilon, lanes: rowLanes, rows: 'rows', sequenceLength: T }),
        bindAll({ words, rest, ...places }),
        perRow('rows'),
        { uniforms: { tables: constant(0, at(types), at(weight), at(bias)) } },
      );
    },

    layerNorm(label, rows, places) {
      const kernel = layerNormKernel({ width: D, epsilon, lanes: rowLanes, rows });
      add(label, kernel, bindAll(places), perRow(rows));
    },

    gemm(label, form, epilogue, shape, places) {
      const size = (n: number | Rows) => (typeof n === 'number' ? n : typical[n]);
      const product: Product = {
        form,
        rows: size(shape.rows),
        columns: shape.columns,
        inner: Math.ceil(size(shape.inner) / (shape.slabs ?? 1)),
        batch: (shape.batch ?? 1) * (shape.slabs ?? 1),
      };
      products.push(product);
      const options: GemmOptions = {
        form,
        epilogue,
        tiling: TILINGS[input.chooseTiling(product)],
        vec: readsByFours(form, shape),
      };
      add(label, gemmKernel(options), bindAll(places), gemmWorkgroups(options, shape), {
        uniforms: { shape: gemmWords(shape) },
        work: gemmWork(shape),
      });
    },

    attention(label, site, places) {
      const options = { uniforms: { site: constant(site) }, work: attentionWork };
      add(label, attentionKernel(attentionShape), bindAll(places), attentionGroups, options);
    },

    takeRows(label, direction, places) {
      const rows = direction === 'toBlanks' ? 'blanks' : 'rows';
      const groups = (counts: Counts) => takeRowsWorkgroups(counts[rows], D);
      add(label, takeRowsKernel(D, direction), bindAll(places), groups);
    },

    crossEntropy(label, places) {
      const width = lanes === 1 ? 1 : 128;
      const groups = (counts: Counts) => crossEntropyWorkgroups(counts.blanks, width);
      const work = (counts: Counts) => counts.blanks * V * 8;
      add(label, crossEntropyKernel(V, width), bindAll(places), groups, { work });
    },

    layerNormGradient(label, before, rows, site, places) {
      const kernel = layerNormGradientKernel({ width: D, lanes: rowLanes, rows, before });
      const count = before === 'gelu' ? slabs.vocabulary : 1;
      const shape = constant(count, sizes.slot.vocabularyPart, site, rows === 'blanks' ? 1 : 0);
      add(label, kernel, bindAll(places), perRow(rows), {
        uniforms: before === 'embeddings' ? {} : { shape },
      });
    },

    attentionGradient(label, site, places) {
      const options = { uniforms: { site: constant(site) }, work: attentionWork };
      const queries = attentionQueryGradientKernel(attentionShape);
      const keys = attentionKeyGradientKernel(attentionShape);
      add(`${label}, queries`, queries, bindAll(places), attentionGroups, options);
      add(`${label}, keys and values`, keys, bindAll(places), attentionGroups, options);
    },

    columnSums(label, jobs, places) {
      const { words, count } = columnTiles(jobs);
      const tiles = { buffer: table('column tiles', words), start: 0 };
      add(
        label,
        columnSumsKernel(),
        bindAll({ tiles, ...places }),
        () => [count, slabs.weights, 1],
        { uniforms: { slabs: constant(slabs.weights, sizes.slabStride, 0, 0) } },
      );
    },

    clear(label, place) {
      const groups = () => clearWorkgroups(place.length!);
      add(label, clearKernel(), { gradients: bind(place) }, groups);
    },

    embeddingsGradient(label, { dx, words, positions }) {
      const start = (positions.start - words.start) / (D / elements(D).count);
      add(
        label,
        embeddingsGradientKernel(D, T),
        bindAll({ dx, gradients: words }),
        (counts) => embeddingsGradientWorkgroups(counts.segments, maxPositionEmbeddings, D),
        { uniforms: { table: constant(maxPositionEmbeddings, start, 0, 0) } },
      );
    },

    gradientNorm(label, gradients) {
      const shape = constant(P / 4, slabs.weights, sizes.slabStride / 4, sizes.slabbedFrom / 4);
      const buffers = { gradients: bind(gradients), parts: { buffer: state.normParts } };
      const groups = () => gradientNormWorkgroups(P);
      add(label, gradientNormKernel(), buffers, groups, { uniforms: { shape } });
    },

    statistics(label, losses) {
      const buffers = {
        parts: { buffer: state.normParts },
        losses: bind(losses),
        statistics: { buffer: state.statistics },
        clip: { buffer: state.clip },
      };
      const shape = constant(gradientNormParts(P), 0, 0, 0);
      add(label, finishKernel(), buffers, () => [1, 1, 1], { uniforms: { shape } });
    },

    adamW(label, gradients) {
      const [parameters, firstMoment, secondMoment] = state.vectors.map((buffer) => ({ buffer }));
      const buffers = {
        gradients: bind(gradients),
        clip: { buffer: state.clip },
        decays: { buffer: state.decays },
        parameters: parameters!,
        firstMoment: firstMoment!,
        secondMoment: secondMoment!,
      };
      const shape = constant(P / 4, 0, 0, 0);
      add(label, adamWKernel(), buffers, () => adamWWorkgroups(P), { uniforms: { shape } });
    },
  };
  return { ops, products, finish };
}

/** Whether all that a product reads and writes lies at multiples of four floats. */
function readsByFours(form: GemmOptions['form'], shape: Parameters<Ops<GPUBuffer>['gemm']>[3]) {
  const inner = typeof shape.inner === 'number' ? shape.inner : 0;
  const sizes = [shape.lda, shape.ldb, shape.ldc, shape.strideA, shape.strideB, shape.strideC];
  // What runs side by side in B is columns (NN, TN) or the sum (NT): past the last there is padding
  // in buffers of ours, but not within a weight.
  if (form === 'NT') sizes.push(inner);
  else sizes.push(shape.columns);
  return sizes.every((size) => (size ?? 0) % 4 === 0);
}
