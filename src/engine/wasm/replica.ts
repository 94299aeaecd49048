import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import { decayBits } from '../compiled/decayBits';
import { hiddenPlaces, packHiddenStates } from '../compiled/hiddenStates';
import { packLogits } from '../compiled/logits';
import { type Capacity, grownFor, logitStride, memorySizes, usualBlanks } from '../compiled/memory';
import { dropoutSites, makePlan, PARTS, type Part } from '../compiled/plan/plan';
import type { Shard } from '../compiled/shard';
import { createStepWriter, type StepInput } from '../compiled/stepData';
import type { Batch, EvaluationResult, Inference, InferOptions, TrainingState } from '../engine';
import { createArena } from './arena';
import { type Call, createWasmOps, GEMM_ROOM, type StepState } from './ops';
import { instantiate, type Kernels } from './program';
import { readStep } from './stepView';

/** Parameters and both Adam moments, [P] each; at step 0 the moments are zeros */
export type State = Omit<TrainingState, 'step'> & Partial<Pick<TrainingState, 'step'>>;

/** How many places there are to go back to. */
const MARKS = 2;

/** A layer works on about so many rows at a time: the widest array of them is 1 MB, so what was just written is still in the second cache. */
const chunkRowsFor = ({ intermediateSize: F }: BertConfig) => Math.max(64, Math.floor(2 ** 18 / F));

/** What a replica is for: to be looked at, to train alone, or to train in a team. Each needs more memory than the one before. */
export type Purpose = 'look' | 'alone' | 'team';

/** Numbers kept for each parameter: itself, and the moments where it trains */
const copiesFor = (purpose: Purpose) => (purpose === 'look' ? 1 : 3);

/** Memory and calls for batches up to a capacity. */
function createPlan(
  module: WebAssembly.Module,
  config: BertConfig,
  capacity: Capacity,
  purpose: Purpose,
  initial: State,
  observe: (kernels: Kernels) => Kernels,
  chunkRows: number,
) {
  const layout = parameterLayout(config);
  const P = layout.length;
  const { sequenceLength: T } = capacity;
  const slabs = { weights: 1, vocabulary: 1 };
  const use = purpose === 'look' ? 'look' : 'train';
  const sizes = memorySizes(config, layout, capacity, slabs, use, Math.max(chunkRows, T));
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
  const copies = copiesFor(purpose);
  const state = allocate(copies * P);
  const [others, sum] = purpose === 'team' ? [allocate(P), allocate(P)] : [0, 0];
  const decays = allocate(Math.ceil(P / 64 / 32));
  const rooms = {
    zeros: allocate(widest + 8),
    map: allocate(T * T + T + 3),
    gemm: allocate(GEMM_ROOM),
  };
  arena.commit();

  const kernels = observe(instantiate(module, arena.memory));
  const at = (i: number) => arena.floats(state + i * P * 4, P);
  at(0).set(initial.parameters);
  // Zeros are there already, and memory that nobody touches is not taken.
  if (copies === 3 && initial.step !== 0) {
    at(1).set(initial.firstMoment);
    at(2).set(initial.secondMoment);
  }
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
  const ends = makePlan({ config, layout, slabs, sizes, buffers, state, ops, purpose: use });
  const parts = Object.fromEntries(
    PARTS.map((part, i) => [part, calls.slice(i > 0 ? ends[PARTS[i - 1]!] : 0, ends[part])]),
  ) as Record<Part, Call[]>;
  return { arena, kernels, capacity, sizes, buffers, state, others, sum, parts };
}

/** Options of one step, apart from its part of the batch. */
export type ReplicaInput = Pick<StepInput, 'context' | 'dropout' | 'update'>;

/**
 * A model in one worker: its parameters, and everything that a step of a part of the batch needs. With
 * several workers all hold the same parameters, and each makes the gradients of its own part. `observe` may put something
 * between the step and its kernels, as the benchmark's clock.
 */
export function createReplica(
  module: WebAssembly.Module,
  config: BertConfig,
  initial: State,
  first: { readonly batchSize: number; readonly sequenceLength: number },
  purpose: Purpose = 'alone',
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
    initial,
    observe,
    chunkRows,
  );
  // Copies of the state, [3, P] each where it trains, lie outside the arena, which has only 4 GiB: BERT-base fills one with the rest.
  /** Newest first */
  let marks: Float32Array<ArrayBuffer>[] = [];
  let now: StepState | undefined;
  let aside: Float32Array<ArrayBuffer> | undefined;
  /** Room of marks that were forgotten */
  const spare: Float32Array<ArrayBuffer>[] = [];

  const copies = copiesFor(purpose);
  /** The present state; a view, good until the next plan. */
  const state = () => plan.arena.floats(plan.state, copies * P);
  const forget = (old: readonly Float32Array<ArrayBuffer>[]) => spare.push(...old);
  const parts = (of: Float32Array): State => {
    const part = (i: number) => of.slice(i * P, (i + 1) * P);
    const moment = (i: number) => (i < copies ? part(i) : new Float32Array(P));
    return { parameters: part(0), firstMoment: moment(1), secondMoment: moment(2) };
  };
  const read = () => parts(state());

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
    plan = createPlan(module, config, capacity, purpose, read(), observe, chunkRows);
  };

  /** Uploads a part of a batch and runs these parts of the plan. */
  const run = (shard: Shard, input: ReplicaInput, ...parts: readonly Part[]): StepState => {
    const { batch } = shard;
    makeRoom(batch);
    const { words } = writer.write({ ...input, batch, part: shard, slot: 0, sites });
    const address = plan.buffers.step;
    plan.arena.words(address, words.length).set(words);
    const length = batch.sequenceLength;
    now = { ...readStep(words, address), length, done: 0, lossSum: 0, gradNorm: 0, loss: 0 };
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
     * The gradients of the whole batch: own ones and those of the others, summed in the order of the
     * workers, so that all come to the same bits.
     */
    addGradients(own: number, all: readonly (Float32Array | undefined)[]) {
      const { buffers, others, sum, arena, kernels } = plan;
      const { gradients } = buffers;
      all.forEach((values, rank) => {
        if (rank === own) {
          if (rank > 0) kernels.add(sum, gradients, gradients, P);
          return;
        }
        // The gradients of earlier workers are summed first; those of later ones are added to that.
        const target = rank === 0 ? sum : others;
        arena.floats(target, P).set(values!);
        if (rank === 0) return;
        const total = rank < own ? sum : gradients;
        kernels.add(total, others, total, P);
      });
    },

    /** Clipping and AdamW with the gradients that are there. */
    update(lossSum: number): { loss: number; gradNorm: number } {
      if (!now) throw new Error('update: there are no gradients yet');
      now.lossSum = lossSum;
      runParts(now, ['update']);
      return now;
    },

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

    mark() {
      // The new mark overwrites the older of the two.
      const place = marks.length === MARKS ? marks.pop() : spare.pop();
      const mark = place ?? new Float32Array(copies * P);
      mark.set(state());
      marks.unshift(mark);
    },

    restore(which: 'last' | 'previous') {
      const target = which === 'previous' ? (marks[1] ?? marks[0]) : marks[0];
      if (target === undefined) return;
      state().set(target);
      // The other mark was set after this one, so it may hold what we are going back from.
      forget(marks.filter((mark) => mark !== target));
      marks = [target];
    },

    setAside() {
      aside ??= new Float32Array(copies * P);
      aside.set(state());
    },

    swapAside() {
      if (!aside) return;
      const was = state().slice();
      state().set(aside);
      aside = was;
      forget(marks);
      marks = [];
    },

    readAside: () => aside && parts(aside),

    putAside({ parameters, firstMoment, secondMoment }: State) {
      aside ??= new Float32Array(copies * P);
      [parameters, firstMoment, secondMoment].slice(0, copies).forEach((values, i) => {
        aside!.set(values, i * P);
      });
    },

    read,
    /** Of its arena */
    bytes: () => plan.arena.memory.buffer.byteLength,
  };
}

export type Replica = ReturnType<typeof createReplica>;
