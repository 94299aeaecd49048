import type { BertConfig } from '../../../model/config';
import { decoderOf, type Group, type Layout } from '../../../model/layout';
import type { BufferName, MemorySizes, Purpose, Slabs } from '../memory';
import type { Epilogue, GemmShape, Ops, Place, Rows } from './ops';

export interface PlanInput<Buf> {
  readonly config: BertConfig;
  readonly layout: Layout;
  readonly slabs: Slabs;
  readonly sizes: MemorySizes;
  readonly buffers: Readonly<Record<BufferName, Buf>>;
  /** Begins with the parameters */
  readonly state: Buf;
  readonly ops: Ops<Buf>;
  /** For a look there is no backward pass. */
  readonly purpose: Purpose;
}

export const whole = <Buf>(buffer: Buf): Place<Buf> => ({ buffer, start: 0 });
/** A stretch of a buffer, in floats. Without an end, all that follows. */
export const part = <Buf>(buffer: Buf, start: number, length?: number): Place<Buf> => ({
  buffer,
  start,
  ...(length !== undefined && { length }),
});

const passingPart = <Buf>(buffer: Buf, start: number): Place<Buf> => ({
  ...part(buffer, start),
  passing: true,
});

/**
 * What the parts of a plan share: sizes, and where each array lies. LayerNorm n's arrays are in slot n:
 * 0 the embeddings', 1 + 2l and 2 + 2l those of layer l, 2L + 1 the head's.
 */
export function createContext<Buf>(input: PlanInput<Buf>) {
  const { config, layout, sizes, buffers, state, ops } = input;
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L, vocabSize: V } = config;
  const { slot, passing } = sizes;
  const groups = new Map(layout.groups.map((g) => [g.name, g]));
  const group = (name: string): Group => {
    const found = groups.get(name);
    if (!found) throw new Error(`createContext: the layout has no ${name}`);
    return found;
  };
  const layer = (l: number, name: string) => group(`bert.encoder.layer.${l}.${name}`);
  const padded = (g: Group) => Math.ceil(g.size / 64) * 64;
  const weight = (g: Group) => part(state, g.offset, padded(g));

  /** A buffer that has only one slot, where it has no more than the rows in work. */
  const shared = (buffer: Buf): Place<Buf> => (passing ? passingPart(buffer, 0) : whole(buffer));

  return {
    ...input,
    D,
    F,
    L,
    V,
    slot,
    /** Whether the last layer's attention has queries at the blanks only, as no others reach the loss. */
    sparesQueries: input.purpose === 'train' && ops.attentionAtBlanks !== undefined,
    group,
    layer,
    weight,
    padded,
    /** What the head compares with: the word embeddings, unless it has rows of its own. */
    decoder: group(decoderOf(config)),
    /** A group's gradients, and all that follow: slabs and layers are reached by strides. */
    gradient: (g: Group) => part(buffers.gradients, g.offset),
    norm: (prefix: string) => ({
      weight: weight(group(`${prefix}.weight`)),
      bias: weight(group(`${prefix}.bias`)),
    }),
    hidden: (name: 'outputs' | 'normal' | 'mixed', n: number) =>
      part(buffers[name], n * slot.hidden, slot.hidden),
    /** The gradient of LayerNorm n's output. Between layers, where n is even, it is needed whole, from one layer to the next. */
    dOutputs(n: number): Place<Buf> {
      if (!passing) return part(buffers.dOutputs, n * slot.hidden, slot.hidden);
      if (n % 2 === 1) return passingPart(buffers.dOutputs, 2 * slot.hidden);
      return part(buffers.dOutputs, ((n / 2) % 2) * slot.hidden, slot.hidden);
    },
    /** The gradient of what LayerNorm n is made of; that of the embeddings is needed whole. */
    dDense(n: number): Place<Buf> {
      if (!passing) return part(buffers.dDense, n * slot.hidden, slot.hidden);
      if (n === 0) return part(buffers.dDense, 0, slot.hidden);
      return passingPart(buffers.dDense, slot.hidden + (n % 2) * passing.hidden);
    },
    /** Whether a layer is done for a part of the rows at a time */
    inChunks: passing !== undefined,
    sum: shared(buffers.sum),
    dMixed: shared(buffers.dMixed),
    dResidual: shared(buffers.dResidual),
    inverse: (n: number) => part(buffers.inverse, n * slot.inverse, slot.inverse),
    qkv: (l: number) => part(buffers.qkv, l * slot.qkv, slot.qkv),
    maps: (l: number) => part(buffers.maps, l * slot.maps, slot.maps),
    before: (l: number) => part(buffers.before, l * slot.inner, slot.inner),
    after: (l: number) => part(buffers.after, l * slot.inner, slot.inner),
    dInner: (l: number) =>
      passing ? passingPart(buffers.dInner, 0) : part(buffers.dInner, l * slot.inner, slot.inner),
    dQkv(l: number): Place<Buf> {
      if (!passing) return part(buffers.dInner, L * slot.inner + l * slot.qkv, slot.qkv);
      // Of the last layer all rows are done at once.
      if (l === L - 1) return part(buffers.dInner, passing.inner + passing.qkv, slot.qkv);
      return passingPart(buffers.dInner, passing.inner);
    },
    /** Of the last layer, where queries are at the blanks only: queries [M, D], and keys and values [N, 2 D]. */
    atBlanks: ({ buffer, start }: Place<Buf>) => ({
      queries: part(buffer, start, slot.hidden),
      keysValues: part(buffer, start + slot.hidden, slot.qkv - slot.hidden),
    }),
    /** Its weights: those of the queries, and those of keys and values. */
    splitQkv: (g: Group) => {
      const rows = g.size / 3;
      const { buffer, start } = weight(g);
      return {
        queries: part(buffer, start, rows),
        keysValues: part(buffer, start + rows, 2 * rows),
      };
    },
    /** After the last layer's attention only the blanks' rows go on: no other row reaches the loss. */
    rowsOf: (l: number): Rows => (l === L - 1 ? 'blanks' : 'rows'),
    rowsOfNorm: (n: number): Rows => (n >= 2 * L - 1 ? 'blanks' : 'rows'),

    /** A linear layer (NT) or its gradient by the input (NN): leading dimensions follow from the sizes. */
    linear(
      label: string,
      form: 'NT' | 'NN',
      epilogue: Epilogue,
      shape: Omit<GemmShape, 'lda' | 'ldb' | 'ldc' | 'inner'> & {
        inner: number;
        ldc?: number;
      },
      places: Parameters<Ops<Buf>['gemm']>[4],
    ) {
      const { inner, columns } = shape;
      const ldb = form === 'NT' ? inner : columns;
      ops.gemm(label, form, epilogue, { ldc: columns, ...shape, lda: inner, ldb }, places);
    },
  };
}

export type Context<Buf> = ReturnType<typeof createContext<Buf>>;
