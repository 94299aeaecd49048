import type { BertConfig } from '../../../model/config';
import type { Group, Layout } from '../../../model/layout';
import type { Counts } from '../kernel';
import { linear } from '../kernel';
import type { AttentionShape } from '../kernels/attention';
import type { Epilogue, GemmShape } from '../kernels/gemm';
import { elements, lanesFor, rowGroups } from '../kernels/rowSums';
import type { Buffers, Capacity, MemorySizes, Slabs } from '../memory';
import type { State } from '../state';
import type { ChooseTiling } from '../tilings';
import { createBuilder } from './builder';

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

/** Words of a uniform. */
export const constant = (...words: number[]) => Uint32Array.from(words);
export const whole = (buffer: GPUBuffer): GPUBufferBinding => ({ buffer });
/** A stretch of a buffer; `first` and `floats` in floats. Without an end, all that follows. */
export const part = (buffer: GPUBuffer, first: number, floats?: number): GPUBufferBinding => ({
  buffer,
  offset: first * 4,
  ...(floats !== undefined && { size: floats * 4 }),
});

/**
 * What the parts of a plan share: sizes, and where each array lies. LayerNorm n's arrays are in slot n:
 * 0 the embeddings', 1 + 2l and 2 + 2l those of layer l, 2L + 1 the head's.
 */
export function createContext(input: PlanInput) {
  const { device, config, layout, capacity, sizes, buffers, state } = input;
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L, vocabSize: V } = config;
  const { slot } = sizes;
  const groups = new Map(layout.groups.map((g) => [g.name, g]));
  const group = (name: string): Group => {
    const found = groups.get(name);
    if (!found) throw new Error(`createContext: the layout has no ${name}`);
    return found;
  };
  const layer = (l: number, name: string) => group(`bert.encoder.layer.${l}.${name}`);
  const padded = (g: Group) => Math.ceil(g.size / 64) * 64;
  const weight = (g: Group) => part(state.buffer, g.offset, padded(g));
  const build = createBuilder(device, buffers.step, input.typical, input.chooseTiling);
  const rowLanes = lanesFor(elements(D).count, input.lanes);
  const attentionShape: AttentionShape = {
    sequenceLength: capacity.sequenceLength,
    heads: config.numAttentionHeads,
    hiddenSize: D,
    rowsPerThread: input.attentionRows,
  };

  return {
    ...input,
    build,
    D,
    F,
    L,
    V,
    T: capacity.sequenceLength,
    slot,
    rowLanes,
    attentionShape,
    group,
    layer,
    padded,
    weight,
    /** A group's gradients, and all that follow: slabs and layers are reached by strides. */
    gradient: (g: Group) => part(buffers.gradients, g.offset),
    norm: (prefix: string) => ({
      weight: weight(group(`${prefix}.weight`)),
      bias: weight(group(`${prefix}.bias`)),
    }),
    hidden: (name: 'outputs' | 'normal' | 'dOutputs' | 'dDense' | 'mixed', n: number) =>
      part(buffers[name], n * slot.hidden, slot.hidden),
    inverse: (n: number) => part(buffers.inverse, n * slot.inverse, slot.inverse),
    qkv: (l: number) => part(buffers.qkv, l * slot.qkv, slot.qkv),
    maps: (l: number) => part(buffers.maps, l * slot.maps, slot.maps),
    before: (l: number) => part(buffers.before, l * slot.inner, slot.inner),
    after: (l: number) => part(buffers.after, l * slot.inner, slot.inner),
    dInner: (l: number) => part(buffers.dInner, l * slot.inner, slot.inner),
    dQkv: (l: number) => part(buffers.dInner, L * slot.inner + l * slot.qkv, slot.qkv),
    /** After the last layer's attention only the blanks' rows go on: no other row reaches the loss. */
    rowsOf: (l: number): 'rows' | 'blanks' => (l === L - 1 ? 'blanks' : 'rows'),
    rowsOfNorm: (n: number): 'rows' | 'blanks' => (n >= 2 * L - 1 ? 'blanks' : 'rows'),
    perRow: (rows: 'rows' | 'blanks') => (counts: Counts) =>
      linear(rowGroups(counts[rows], rowLanes), 1),

    /** A linear layer (NT) or its gradient by the input (NN): leading dimensions follow from the sizes. */
    gemm(
      label: string,
      form: 'NT' | 'NN',
      epilogue: Epilogue,
      shape: Omit<GemmShape, 'lda' | 'ldb' | 'ldc' | 'inner'> & {
        inner: number;
        ldc?: number;
      },
      operands: Record<string, GPUBufferBinding>,
    ) {
      const { inner, columns } = shape;
      const ldb = form === 'NT' ? inner : columns;
      build.gemm(label, { form, epilogue }, { ldc: columns, ...shape, lda: inner, ldb }, operands);
    },
  };
}

export type Context = ReturnType<typeof createContext>;
