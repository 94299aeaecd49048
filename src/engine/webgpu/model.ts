import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import type { Counts } from '../compiled/counts';
import { hiddenPlaces, packHiddenStates } from '../compiled/hiddenStates';
import { packLogits } from '../compiled/logits';
import { grownFor, logitStride, type Purpose, usualBlanks } from '../compiled/memory';
import type { Part } from '../compiled/plan/plan';
import { dropoutSites } from '../compiled/plan/plan';
import { createStepWriter, type StepInput } from '../compiled/stepData';
import type {
  Batch,
  EvaluationResult,
  Inference,
  Preparation,
  StepOptions,
  StepStatistics,
  TrainableModel,
  TrainingState,
} from '../engine';
import type { Gpu } from './device';
import { checkMemory, withinMemory } from './deviceMemory';
import { type Preferences, type PreparedPlan, preparePlan } from './preparedPlan';
import { encode, type Programs, type Recorded } from './programs';
import { createReader } from './readBack';
import { createState, RING, type Vectors } from './state';
import { SLOW_MS_PER_WORK, splitWork, totalWork } from './submits';
import type { Tuner } from './tuner';

/** What all models of an engine share. */
export interface Shared {
  readonly gpu: Gpu;
  readonly programs: Programs;
  readonly preferences: Preferences;
  readonly tuner: Tuner;
  /** Called with the step whose statistics have been read. */
  readonly onRead: (step: number) => void;
}

export interface CompiledModel extends TrainableModel {
  /** Loss and gradients [P] without a step, as if in training. */
  gradients(
    batch: Batch,
    options: Pick<StepInput, 'context' | 'dropout'>,
  ): Promise<{ loss: number; gradients: Float32Array }>;
}

/**
 * A model that can train, or else one that can be looked at, and why no more. Throws a `RangeError` where the device has
 * no room for that either.
 */
export async function createCompiledModel(
  shared: Shared,
  config: BertConfig,
  initial: TrainingState,
  preparation: Preparation,
): Promise<CompiledModel> {
  let reason = preparation.onlyLooks;
  try {
    if (reason === undefined)
      return await createModel(shared, config, initial, preparation, 'train');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reason = error.message;
  }
  const small = { ...preparation, batchSize: 1, onlyLooks: reason };
  return createModel(shared, config, initial, small, 'look');
}

/**
 * The compiled training step: everything on the GPU is allocated once, and a step is one upload and
 * the replay of a fixed list of dispatches. Rows, blanks and sentences may vary up to the capacity; a
 * batch beyond it gets a larger plan, with the same programs.
 */
async function createModel(
  shared: Shared,
  config: BertConfig,
  initial: TrainingState,
  preparation: Preparation,
  purpose: Purpose,
): Promise<CompiledModel> {
  const { gpu, programs, preferences, tuner } = shared;
  const { device } = gpu;
  const layout = parameterLayout(config);
  const P = layout.length;
  const sites = dropoutSites(config);
  checkMemory({ parameters: P }, device.limits);
  const state = await withinMemory(
    device,
    () => createState(device, layout, initial, purpose),
    (made) => made.dispose(),
  );
  const reader = createReader(device);
  const writer = createStepWriter(config.vocabSize);
  const { batchSize, sequenceLength, onlyLooks } = preparation;
  const onProgress = preparation.onProgress ?? (() => {});
  const prepare = (sequences: number, T: number, blanks: number) => {
    const capacity = { sequences, sequenceLength: T, blanks };
    const { choose } = tuner;
    return preparePlan(
      gpu,
      programs,
      config,
      layout,
      state,
      capacity,
      preferences,
      choose,
      purpose,
    );
  };
  const prepareUsual = () =>
    prepare(batchSize, sequenceLength, usualBlanks(batchSize * sequenceLength));
  let plan: PreparedPlan;
  try {
    plan = await withinMemory(device, prepareUsual, (made) => made.destroy());
    const compiling = (done: number, of: number) =>
      onProgress(`Compiling GPU programs ${done}/${of}`);
    const { unknown, kernels } = await tuner.missing(plan.products);
    if (unknown.length > 0) {
      await programs.prepare(kernels, compiling);
      await tuner.tune(unknown, (done, of) => onProgress(`Timing matrix products ${done}/${of}`));
      plan.destroy();
      plan = prepareUsual();
    }
    await programs.prepare(plan.kernels, compiling);
  } catch (error) {
    state.dispose();
    throw error;
  }

  let step = initial.step;
  let queued = 0;
  let began = 0;
  let queuedWork = 0;
  let msPerWork = SLOW_MS_PER_WORK;
  /** Newest first; each holds a copy of the state. */
  let marks: { vectors: Vectors; step: number }[] = [];
  /** A copy too, set aside */
  let aside: { vectors: Vectors; step: number } | undefined;

  /** Makes sure that the plan can hold the batch. */
  const makeRoom = (batch: Batch) => {
    const capacity = grownFor(plan.capacity, batch, config.maxPositionEmbeddings);
    if (!capacity) return;
    const next = prepare(capacity.sequences, capacity.sequenceLength, capacity.blanks);
    plan.destroy();
    plan = next;
  };

  const run = (input: Omit<StepInput, 'sites'>, ...parts: readonly Part[]) => {
    makeRoom(input.batch);
    const { words, counts } = writer.write({ ...input, sites });
    device.queue.writeBuffer(plan.buffers.step, 0, words);
    const dispatches = plan.dispatches(...parts);
    for (const piece of splitWork(dispatches, counts, msPerWork)) submit(piece, counts);
    return totalWork(dispatches, counts);
  };
  const submit = (piece: readonly Recorded[], counts: Counts) => {
    const encoder = device.createCommandEncoder();
    encode(encoder, piece, counts);
    device.queue.submit([encoder.finish()]);
  };
  const whole = (buffer: GPUBuffer, size: number, offset = 0) => ({ buffer, offset, size });

  const copyState = (from: Vectors, to: Vectors) => {
    const encoder = device.createCommandEncoder();
    from.forEach((buffer, i) => {
      encoder.copyBufferToBuffer(buffer, 0, to[i]!, 0, P * 4);
    });
    device.queue.submit([encoder.finish()]);
  };

  const readVectors = async (vectors: Vectors, step: number): Promise<TrainingState> => {
    const bytes = await reader.read(...vectors.map((buffer) => whole(buffer, P * 4)));
    const [parameters, firstMoment, secondMoment] = bytes.map((b) => new Float32Array(b));
    return {
      parameters: parameters!,
      firstMoment: firstMoment ?? new Float32Array(P),
      secondMoment: secondMoment ?? new Float32Array(P),
      step,
    };
  };

  return {
    config,
    onlyLooks,
    get step() {
      return step;
    },

    train(batch: Batch, options: StepOptions) {
      if (onlyLooks !== undefined) throw new RangeError(`train: ${onlyLooks}`);
      if (queued === RING) throw new RangeError(`train: ${RING} steps wait for statistics()`);
      if (queued === 0) began = performance.now();
      const { context, dropout } = options;
      const update = { ...options, step: step + 1 };
      const input = { batch, context, dropout, slot: queued, update };
      queuedWork += run(input, 'forward', 'loss', 'backward', 'update');
      step++;
      queued++;
    },

    async statistics(): Promise<StepStatistics> {
      const count = queued;
      const upTo = step;
      const work = queuedWork;
      queued = 0;
      queuedWork = 0;
      const [bytes] = await reader.read(whole(state.statistics, count * 8));
      const pairs = new Float32Array(bytes!);
      if (count > 0) msPerWork = (performance.now() - began) / work;
      shared.onRead(upTo);
      return {
        losses: pairs.filter((_, i) => i % 2 === 0),
        gradNorms: pairs.filter((_, i) => i % 2 === 1),
      };
    },

    async evaluate(batch: Batch, context: Context): Promise<EvaluationResult> {
      const M = batch.positions.length;
      run({ batch, context, slot: 0 }, 'forward', 'loss');
      const [losses, predictions] = await reader.read(
        whole(plan.buffers.losses, M * 4),
        whole(plan.buffers.predictions, M * 4),
      );
      return { losses: new Float32Array(losses!), predictions: new Int32Array(predictions!) };
    },

    async infer(batch: Batch, context: Context, options): Promise<Inference> {
      const { batchSize: B, sequenceLength: T } = batch;
      const { numHiddenLayers: L, numAttentionHeads: H, vocabSize: V } = config;
      const M = batch.positions.length;
      run({ batch, context, slot: 0 }, 'forward');
      const mapBytes = options.attentions ? B * H * T * T * 4 : 0;
      const { maps } = plan.sizes.slot;
      const places = options.hiddenStates ? hiddenPlaces(config, plan.sizes, batch) : [];
      const [logits, ...rest] = await reader.read(
        whole(plan.buffers.logits, M * logitStride(V) * 4),
        ...Array.from({ length: options.attentions ? L : 0 }, (_, l) =>
          whole(plan.buffers.maps, mapBytes, l * maps * 4),
        ),
        ...places.map(({ start, length }) => whole(plan.buffers.outputs, length * 4, start * 4)),
      );
      const read = rest.map((bytes) => new Float32Array(bytes));
      const layers = read.slice(0, read.length - places.length);
      return {
        logits: packLogits(new Float32Array(logits!), M, V),
        attentions: turn(layers, B * H, T),
        ...(options.hiddenStates && { hiddenStates: packHiddenStates(read.slice(layers.length)) }),
      };
    },

    async gradients(batch, options) {
      run({ batch, ...options, slot: 0 }, 'forward', 'loss', 'backward');
      const [losses, gradients] = await reader.read(
        whole(plan.buffers.losses, batch.positions.length * 4),
        whole(plan.buffers.gradients, P * 4),
      );
      const each = new Float32Array(losses!);
      const loss = each.reduce((a, b) => a + b, 0) / each.length;
      return { loss, gradients: new Float32Array(gradients!) };
    },

    mark() {
      // The new mark overwrites the older of the two.
      const vectors = marks.length === 2 ? marks.pop()!.vectors : state.makeVectors('mark of ');
      copyState(state.vectors, vectors);
      marks.unshift({ vectors, step });
    },

    restore(which) {
      queued = 0;
      queuedWork = 0;
      const target = which === 'previous' ? (marks[1] ?? marks[0]) : marks[0];
      if (!target) return;
      copyState(target.vectors, state.vectors);
      step = target.step;
      shared.onRead(step);
      // The other mark was set after this one, so it may hold what we are going back from: both now hold the same.
      for (const mark of marks) {
        if (mark !== target) copyState(target.vectors, mark.vectors);
      }
      marks = marks.map(({ vectors }) => ({ vectors, step: target.step }));
    },

    setAside() {
      const vectors = aside?.vectors ?? state.makeVectors('set aside, ');
      copyState(state.vectors, vectors);
      aside = { vectors, step };
    },

    swapAside() {
      if (!aside) return;
      const there = aside;
      // The plan is bound to the state's own buffers, so those stay where they are. The older mark's take what they
      // held, and the one that lay aside is a mark from now on, of the state that it is copied to.
      const vectors = marks.length === 2 ? marks.pop()!.vectors : state.makeVectors('set aside, ');
      copyState(state.vectors, vectors);
      aside = { vectors, step };
      copyState(there.vectors, state.vectors);
      step = there.step;
      shared.onRead(step);
      for (const mark of marks) copyState(there.vectors, mark.vectors);
      marks = [there, ...marks.map((mark) => ({ vectors: mark.vectors, step }))];
    },

    readAside: async () => aside && readVectors(aside.vectors, aside.step),

    putAside(of) {
      const vectors = aside?.vectors ?? state.makeVectors('set aside, ');
      state.upload(vectors, of);
      aside = { vectors, step: of.step };
    },

    read: () => readVectors(state.vectors, step),

    dispose() {
      plan.destroy();
      state.dispose();
      reader.dispose();
    },
  };
}

/** L maps [B · H, T (looked at), T (looking)] -> [L, B · H, T (looking), T (looked at)] */
function turn(layers: readonly Float32Array[], maps: number, T: number): Float32Array {
  const turned = new Float32Array(layers.length * maps * T * T);
  layers.forEach((layer, l) => {
    for (let m = 0; m < maps; m++) {
      const from = m * T * T;
      const to = l * maps * T * T + from;
      for (let j = 0; j < T; j++) {
        for (let i = 0; i < T; i++) turned[to + i * T + j] = layer[from + j * T + i]!;
      }
    }
  });
  return turned;
}
