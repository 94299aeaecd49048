import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import { decayBits } from '../compiled/decayBits';
import { hiddenPlaces, packHiddenStates } from '../compiled/hiddenStates';
import { packLogits } from '../compiled/logits';
import {
  type Capacity,
  grownFor,
  logitStride,
  memorySizes,
  type Purpose,
  usualBlanks,
} from '../compiled/memory';
import { dropoutSites, makePlan, PARTS, type Part } from '../compiled/plan/plan';
import type { Shard } from '../compiled/shard';
import { createStepWriter, type StepInput } from '../compiled/stepData';
import type { Batch, EvaluationResult, Inference, InferOptions, TrainingState } from '../engine';
import { createArena } from './arena';
import { type Arrays, createKept, write } from './kept';
import { type Call, createWasmOps, GEMM_ROOM, type StepState } from './ops';
import { instantiate, type Kernels } from './program';
import type { Range } from './range';
import { readStep } from './stepView';

/** Parameters and both Adam moments, [P] each; at step 0 the moments are zeros */
export type State = Omit<TrainingState, 'step'> & Partial<Pick<TrainingState, 'step'>>;

/** A layer works on about so many rows at a time, for which the widest array takes 1 MB: fewer cost time, more cost memory. */
const chunkRowsFor = ({ intermediateSize: F }: BertConfig) => Math.max(64, Math.floor(2 ** 18 / F));

/** Gradients that are added up at a time, a multiple of 4: few enough to stay in the first cache. */
const PIECE = 4096;

/** Numbers kept for each parameter: itself, and the moments where it trains */
const copiesFor = (purpose: Purpose) => (purpose === 'look' ? 1 : 3);

/** Memory and calls for batches up to a capacity. */
function createPlan(
  module: WebAssembly.Module,
  config: BertConfig,
  capacity: Capacity,
  purpose: Purpose,
  observe: (kernels: Kernels) => Kernels,
  chunkRows: number,
) {
  const layout = parameterLayout(config);
  const P = layout.length;
  const { sequenceLength: T } = capacity;
  const slabs = { weights: 1, vocabulary: 1 };
  const sizes = memorySizes(config, layout, capacity, slabs, purpose, Math.max(chunkRows, T));
  const widest = Math.max(3 * config.hiddenSize, config.intermediateSize, config.vocabSize, T);
  // Kernels read up to 7 rows or columns past the end of what they work on.
  const arena = createArena(8 * (widest + 8) * 4);
  const { allocate } = arena;
  const buffers = Object.fromEntries(
    Object.entries(sizes.floats).map(([name, floats]) => [
      name,
      // One map at a time is enough here.
      allocate(name === 'dScores' ? Math.min(floats, T * T) : floats),
    ]),
  ) as Record<keyof typeof sizes.floats, number>;
  const state = allocate(copiesFor(purpose) * P);
  const others = allocate(PIECE);
  const decays = allocate(Math.ceil(P / 64 / 32));
  const rooms = {
    zeros: allocate(widest + 8),
    map: allocate(T * T + T + 3),
    gemm: allocate(GEMM_ROOM),
  };
  arena.commit();

  const kernels = observe(instantiate(module, arena.memory));
  arena.words(decays, Math.ceil(P / 64 / 32)).set(decayBits(layout.groups, P));
  const { ops, calls } = createWasmOps({
    kernels,
    config,
    parameters: P,
    state,
    decays,
    rooms,
    chunkRows,
  });
  const ends = makePlan({ config, layout, slabs, sizes, buffers, state, ops, purpose });
  const parts = Object.fromEntries(
    PARTS.map((part, i) => [part, calls.slice(i > 0 ? ends[PARTS[i - 1]!] : 0, ends[part])]),
  ) as Record<Part, Call[]>;
  return { arena, kernels, capacity, sizes, buffers, state, others, parts };
}

/** The state as it is now, or the one set aside. */
export type Which = 'present' | 'aside';

/** Options of one step, apart from its part of the batch. */
export type ReplicaInput = Pick<StepInput, 'context' | 'dropout' | 'update'>;

/**
 * A model in one worker: its parameters, and everything that a step of a part of the batch needs. With
 * several workers all hold the same parameters, and each makes the gradients of its own part and updates its range
 * (member.ts). `observe` may put something between the step and its kernels, as the benchmark's clock.
 */
export function createReplica(
  module: WebAssembly.Module,
  config: BertConfig,
  initial: State,
  first: { readonly batchSize: number; readonly sequenceLength: number },
  purpose: Purpose = 'train',
  observe = (kernels: Kernels) => kernels,
  chunkRows = chunkRowsFor(config),
) {
  const P = parameterLayout(config).length;
  const sites = dropoutSites(config);
  const writer = createStepWriter(config.vocabSize);
  let plan = createPlan(
    module,
    config,
    {
      sequences: first.batchSize,
      sequenceLength: first.sequenceLength,
      blanks: usualBlanks(first.batchSize * first.sequenceLength),
    },
    purpose,
    observe,
    chunkRows,
  );
  let now: StepState | undefined;
  /** What this worker updates: all, unless others do the rest */
  let own: Range = { start: 0, end: P };
  const ofOwn = (values: Float32Array) => values.subarray(own.start, own.end);
  const copies = copiesFor(purpose);
  const at = (i: number) => plan.arena.floats(plan.state + i * P * 4, P);
  /** Parameters, and the moments of what is updated here; views, good until the next plan. */
  const present = (): Arrays => (copies === 1 ? [at(0)] : [at(0), ofOwn(at(1)), ofOwn(at(2))]);
  const kept = createKept(present);
  const arraysOf = (which: Which): Arrays => {
    const arrays = which === 'aside' ? kept.aside() : present();
    if (!arrays) throw new Error('replica: no state was set aside');
    return arrays;
  };

  at(0).set(initial.parameters);
  // Zeros are there already, and memory that nobody touches is not taken.
  if (copies === 3 && initial.step !== 0) {
    at(1).set(initial.firstMoment);
    at(2).set(initial.secondMoment);
  }

  /** A larger plan where the batch does not fit; the state moves into it. */
  const makeRoom = (batch: Batch) => {
    const { sequences, sequenceLength: most } = plan.capacity;
    const T = Math.max(most, batch.sequenceLength);
    // Kernels take the length of each batch as it is: shorter sentences fit where longer ones do.
    const isShort = batch.batchSize * batch.sequenceLength <= sequences * most && T === most;
    const batchSize = isShort ? sequences : batch.batchSize;
    const asked = { ...batch, sequenceLength: T, batchSize };
    const capacity = grownFor(plan.capacity, asked, config.maxPositionEmbeddings);
    if (!capacity) return;
    const before = present();
    plan = createPlan(module, config, capacity, purpose, observe, chunkRows);
    write(present(), before);
  };

  /** Uploads a part of a batch and runs these parts of the plan. */
  const run = (shard: Shard, input: ReplicaInput, ...parts: readonly Part[]): StepState => {
    const { batch } = shard;
    makeRoom(batch);
    const { words } = writer.write({ ...input, batch, part: shard, slot: 0, sites });
    const address = plan.buffers.step;
    plan.arena.words(address, words.length).set(words);
    const length = batch.sequenceLength;
    const sums = { done: 0, lossSum: 0, squares: 0, gradNorm: 0, loss: 0 };
    now = { ...readStep(words, address), length, own, ...sums };
    runParts(now, parts);
    return now;
  };
  const runParts = (state: StepState, parts: readonly Part[]) => {
    for (const part of parts) for (const call of plan.parts[part]) call(state);
  };
  const lossesOf = (M: number) => plan.arena.floats(plan.buffers.losses, M);

  return {
    /** Forward and backward of a part; leaves its gradients, and returns the sum of its losses, nats. */
    differentiate(shard: Shard, input: ReplicaInput): number {
      run(shard, input, 'forward', 'loss', 'backward');
      return lossesOf(shard.batch.positions.length).reduce((a, b) => a + b, 0);
    },

    /** The gradients [P] of the last `differentiate`; a view, good until the next. */
    gradients: () => plan.arena.floats(plan.buffers.gradients, P),

    /**
     * Adds the others' gradients of what is updated here to its own, always in one order. Returns Σ of their squares.
     * What it works on stays in the cache from one to the next.
     */
    addGradients(others: readonly (Float32Array | undefined)[]): number {
      const { arena, kernels } = plan;
      let squares = 0;
      for (let place = own.start; place < own.end; place += PIECE) {
        const count = Math.min(PIECE, own.end - place);
        const sum = plan.buffers.gradients + place * 4;
        const from = place - own.start;
        for (const values of others) {
          if (!values) continue;
          arena.floats(plan.others, count).set(values.subarray(from, from + count));
          kernels.add(sum, plan.others, sum, count);
        }
        squares += kernels.sumOfSquares(sum, count);
      }
      return squares;
    },

    /** Clipping by the norm, √`squares`, and AdamW with the gradients that are there. */
    update(
      lossSum: number,
      squares = plan.kernels.sumOfSquares(plan.buffers.gradients, P),
    ): { loss: number; gradNorm: number } {
      if (!now) throw new Error('update: there are no gradients yet');
      Object.assign(now, { lossSum, squares });
      runParts(now, ['update']);
      return now;
    },

    /** All [P]; a view, good until the next plan. */
    parameters: () => at(0),

    evaluate(shard: Shard, context: Context): EvaluationResult {
      const M = shard.batch.positions.length;
      run(shard, { context }, 'forward', 'loss');
      return {
        losses: lossesOf(M).slice(),
        predictions: Int32Array.from(plan.arena.words(plan.buffers.predictions, M)),
      };
    },

    infer(shard: Shard, context: Context, options: InferOptions): Inference {
      const { batchSize: B, sequenceLength: T, positions } = shard.batch;
      const { numHiddenLayers: L, numAttentionHeads: H, vocabSize: V } = config;
      const M = positions.length;
      // Where training needs no more than the blanks' queries, a look has a forward pass of its own.
      run(shard, { context }, plan.parts.look.length > 0 ? 'look' : 'forward');
      const size = B * H * T * T;
      const attentions = new Float32Array(options.attentions ? L * size : 0);
      const { maps } = plan.sizes.slot;
      for (let l = 0; l < (options.attentions ? L : 0); l++) {
        attentions.set(plan.arena.floats(plan.buffers.maps + l * maps * 4, size), l * size);
      }
      const logits = plan.arena.floats(plan.buffers.logits, M * logitStride(V));
      const { outputs } = plan.buffers;
      const places = options.hiddenStates ? hiddenPlaces(config, plan.sizes, shard.batch) : [];
      const hidden = places.map(({ start, length }) =>
        plan.arena.floats(outputs + start * 4, length),
      );
      return {
        logits: packLogits(logits, M, V),
        attentions,
        ...(options.hiddenStates && { hiddenStates: packHiddenStates(hidden) }),
      };
    },

    ...kept,

    putAside({ parameters, firstMoment, secondMoment }: State) {
      kept.putAside([parameters, ofOwn(firstMoment), ofOwn(secondMoment)].slice(0, copies));
    },

    /** From now on others update all but these parameters; their moments are left as they are, and not copied. */
    updateOnly(range: Range) {
      own = range;
    },

    /** Copies of the moments of what is updated here */
    moments: (which: Which) =>
      arraysOf(which)
        .slice(1)
        .map((values) => values.slice()),

    /** A copy, in which moments are 0 where others update. */
    read(which: Which = 'present'): State {
      const [parameters, ...moments] = arraysOf(which);
      const whole = (values?: Float32Array) => {
        const moment = new Float32Array(P);
        if (values) moment.set(values, own.start);
        return moment;
      };
      return {
        parameters: parameters!.slice(),
        firstMoment: whole(moments[0]),
        secondMoment: whole(moments[1]),
      };
    },

    /** Of its arena */
    bytes: () => plan.arena.memory.buffer.byteLength,
  };
}

export type Replica = ReturnType<typeof createReplica>;
