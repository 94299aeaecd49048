import type { BertConfig } from '../../model/config';
import type { Layout } from '../../model/layout';
import { type Capacity, memorySizes, type Purpose, type Slabs } from '../compiled/memory';
import { makePlan, PARTS, type Part } from '../compiled/plan/plan';
import type { Gpu } from './device';
import { allocate, checkMemory } from './deviceMemory';
import { createGpuOps } from './ops';
import type { Programs, Recorded } from './programs';
import type { State } from './state';
import type { ChooseTiling } from './tilings';

/** What suits the adapter beside the tiling of products. */
export interface Preferences {
  /** Invocations that share a row: 1 where barriers are expensive */
  readonly lanes: number;
  /** Rows of one invocation in attention */
  readonly attentionRows: number;
  readonly slabs: (capacity: Capacity, config: BertConfig) => Slabs;
}

/** All slabs of the weights together: a large model has products enough without them, and no memory to spare. */
const SLAB_FLOATS = 2 ** 26;

/** On a CPU in disguise nothing waits for anything; a GPU has more room for work than small models have. */
export function preferencesFor(software: boolean): Preferences {
  if (software) {
    return { lanes: 1, attentionRows: 2, slabs: () => ({ weights: 1, vocabulary: 1 }) };
  }
  const between = (low: number, high: number, n: number) =>
    Math.max(low, Math.min(high, Math.floor(n)));
  return {
    lanes: 32,
    attentionRows: 1,
    slabs: ({ sequences, sequenceLength }, config) => {
      const { hiddenSize, intermediateSize, numHiddenLayers, vocabSize } = config;
      const weights = numHiddenLayers * hiddenSize * (4 * hiddenSize + 2 * intermediateSize);
      const most = Math.min(8, Math.floor(SLAB_FLOATS / weights));
      return {
        weights: between(1, most, (sequences * sequenceLength) / 128),
        vocabulary: between(1, 16, vocabSize / 256),
      };
    },
  };
}

/**
 * A plan with its memory. Throws a `RangeError` where the device cannot hold it. Its dispatches are
 * recorded when first asked for, which compiles what has not been compiled.
 */
export function preparePlan(
  gpu: Gpu,
  programs: Programs,
  config: BertConfig,
  layout: Layout,
  state: State,
  capacity: Capacity,
  preferences: Preferences,
  chooseTiling: ChooseTiling,
  purpose: Purpose,
) {
  const { device } = gpu;
  const slabs = preferences.slabs(capacity, config);
  const sizes = memorySizes(config, layout, capacity, slabs, purpose);
  checkMemory(sizes.floats, device.limits);
  const buffers = allocate(device, sizes);
  const rows = capacity.sequences * capacity.sequenceLength;
  const typical = { sequences: capacity.sequences, rows, blanks: capacity.blanks, segments: rows };
  const { ops, products, finish } = createGpuOps({
    device,
    config,
    layout,
    capacity,
    slabs,
    sizes,
    step: buffers.step,
    state,
    chooseTiling,
    lanes: preferences.lanes,
    attentionRows: preferences.attentionRows,
    typical,
  });
  const parameters = state.vectors[0]!;
  const ends = makePlan({ config, layout, slabs, sizes, buffers, state: parameters, ops, purpose });
  const { dispatches, dispose } = finish();
  const recorded = new Map<Part, readonly Recorded[]>();
  const listOf = (part: Part) => {
    const before = PARTS[PARTS.indexOf(part) - 1];
    return dispatches.slice(before ? ends[before] : 0, ends[part]);
  };
  return {
    capacity,
    sizes,
    buffers,
    products,
    kernels: dispatches.map((d) => d.kernel),
    dispatches(...parts: readonly Part[]): readonly Recorded[] {
      return parts.flatMap((part) => {
        const list = recorded.get(part) ?? listOf(part).map(programs.record);
        recorded.set(part, list);
        return list;
      });
    },
    destroy() {
      dispose();
      for (const buffer of Object.values(buffers)) buffer.destroy();
    },
  };
}

export type PreparedPlan = ReturnType<typeof preparePlan>;
