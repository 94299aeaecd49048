import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
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
import type { Counts } from './kernel';
import { logitStride } from './kernels/crossEntropy';
import { allocate, type Capacity, checkMemory, memorySizes } from './memory';
import { dropoutSites, makePlan } from './plan';
import { encode, type Programs, type Recorded } from './programs';
import { createReader } from './readBack';
import { createState, RING } from './state';
import { createStepWriter, type StepInput } from './stepData';
import { splitWork } from './submits';
import type { ChooseTiling } from './tilings';

export interface ModelChoices {
  readonly chooseTiling: ChooseTiling;
  readonly lanes: number;
  readonly attentionRows: number;
  readonly slabs: (
    capacity: Capacity,
    config: BertConfig,
  ) => { weights: number; vocabulary: number };
}

/** Blanks that there is room for at first; a batch with more makes the plan anew. */
const usualBlanks = (rows: number) => Math.ceil((rows * 0.2) / 32) * 32;

/** The plan for one capacity, recorded. */
function preparePlan(
  gpu: Gpu,
  programs: Programs,
  config: BertConfig,
  state: ReturnType<typeof createState>,
  capacity: Capacity,
  choices: ModelChoices,
) {
  const { device } = gpu;
  const layout = parameterLayout(config);
  const slabs = choices.slabs(capacity, config);
  const sizes = memorySizes(config, layout, capacity, slabs);
  checkMemory(sizes, layout, device.limits);
  const buffers = allocate(device, sizes);
  const rows = capacity.sequences * capacity.sequenceLength;
  const typical = { sequences: capacity.sequences, rows, blanks: capacity.blanks, segments: rows };
  const plan = makePlan({
    device,
    config,
    layout,
    capacity,
    slabs,
    sizes,
    buffers,
    state,
    chooseTiling: choices.chooseTiling,
    lanes: choices.lanes,
    attentionRows: choices.attentionRows,
    typical,
  });
  const record = (list: (typeof plan)['forward']) => list.map(programs.record);
  let recorded: Record<'forward' | 'loss' | 'backward' | 'update', Recorded[]> | undefined;
  return {
    capacity,
    sizes,
    buffers,
    kernels: [...plan.forward, ...plan.loss, ...plan.backward, ...plan.update].map((d) => d.kernel),
    /** Compiles what \`prepare\` has not. */
    get recorded() {
      recorded ??= {
        forward: record(plan.forward),
        loss: record(plan.loss),
        backward: record(plan.backward),
        update: record(plan.update),
      };
      return recorded;
    },
    destroy() {
      plan.constants.destroy();
      for (const buffer of Object.values(buffers)) buffer.destroy();
    },
  };
}

export interface CompiledModel extends TrainableModel {
  /** Loss and gradients [P] without a step, as if in training. */
  gradients(
    batch: Batch,
    options: Pick<StepInput, 'context' | 'dropout'>,
  ): Promise<{ loss: number; gradients: Float32Array }>;
}

/**
 * The compiled training step: everything on the GPU is allocated once, and a step is one upload and
 * the replay of a fixed list of dispatches. Rows, blanks and sentences may vary up to the capacity; a
 * batch beyond it gets a larger plan, with the same programs.
 */
export async function createCompiledModel(
  gpu: Gpu,
  programs: Programs,
  config: BertConfig,
  initial: TrainingState,
  preparation: Preparation,
  choices: ModelChoices,
): Promise<CompiledModel> {
  const { device } = gpu;
  const layout = parameterLayout(config);
  const P = layout.length;
  const stateBytes = 3 * P * 4;
  const sites = dropoutSites(config);
  const state = createState(device, layout, initial);
  const reader = createReader(device);
  const writer = createStepWriter(config.vocabSize);
  const { batchSize, sequenceLength, onProgress } = preparation;
  let plan = preparePlan(
    gpu,
    programs,
    config,
    state,
    {
      sequences: batchSize,
      sequenceLength,
      blanks: usualBlanks(batchSize * sequenceLength),
    },
    choices,
  );
  await programs.prepare(plan.kernels, (done, of) =>
    onProgress?.(`Compiling GPU programs ${done}/${of}`),
  );

  let step = initial.step;
  let queued = 0;
  let began = 0;
  let msPerStep = 0;
  /** Newest first; each holds a copy of the state buffer. */
  let marks: { buffer: GPUBuffer; step: number }[] = [];

  /** Makes sure that the plan can hold the batch. */
  const fit = (batch: Batch) => {
    const { sequences, sequenceLength: T, blanks } = plan.capacity;
    const M = batch.positions.length;
    if (batch.sequenceLength === T && batch.batchSize <= sequences && M <= blanks) return;
    if (batch.sequenceLength > config.maxPositionEmbeddings) {
      throw new RangeError(
        `train: ${batch.sequenceLength} tokens do not fit in ${config.maxPositionEmbeddings} positions`,
      );
    }
    const rows = Math.max(batch.batchSize, sequences) * batch.sequenceLength;
    const next = preparePlan(
      gpu,
      programs,
      config,
      state,
      {
        sequences: Math.max(batch.batchSize, sequences),
        sequenceLength: batch.sequenceLength,
        blanks: Math.max(blanks, Math.min(rows, Math.ceil((M * 1.25) / 32) * 32)),
      },
      choices,
    );
    plan.destroy();
    plan = next;
  };

  const run = (input: Omit<StepInput, 'sites'>, parts: readonly (keyof typeof plan.recorded)[]) => {
    fit(input.batch);
    const { words, counts } = writer.write({ ...input, sites });
    device.queue.writeBuffer(plan.buffers.step, 0, words);
    const all = parts.flatMap((part) => plan.recorded[part]);
    for (const piece of splitWork(all, counts, parts.includes('update') ? msPerStep : 0)) {
      submit(piece, counts);
    }
  };
  const submit = (piece: readonly Recorded[], counts: Counts) => {
    const encoder = device.createCommandEncoder();
    encode(encoder, piece, counts);
    device.queue.submit([encoder.finish()]);
  };
  const whole = (buffer: GPUBuffer, size: number, offset = 0) => ({ buffer, offset, size });

  const copyState = (from: GPUBuffer, to: GPUBuffer) => {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(from, 0, to, 0, stateBytes);
    device.queue.submit([encoder.finish()]);
  };

  return {
    config,
    get step() {
      return step;
    },

    train(batch: Batch, options: StepOptions) {
      if (queued === RING) throw new RangeError(`train: ${RING} steps wait for statistics()`);
      if (queued === 0) began = performance.now();
      const { context, dropout } = options;
      run({ batch, context, dropout, slot: queued, update: { ...options, step: step + 1 } }, [
        'forward',
        'loss',
        'backward',
        'update',
      ]);
      step++;
      queued++;
    },

    async statistics(): Promise<StepStatistics> {
      const count = queued;
      queued = 0;
      const [bytes] = await reader.read(whole(state.statistics, count * 8));
      const pairs = new Float32Array(bytes!);
      if (count > 0) msPerStep = (performance.now() - began) / count;
      return {
        losses: pairs.filter((_, i) => i % 2 === 0),
        gradNorms: pairs.filter((_, i) => i % 2 === 1),
      };
    },

    async evaluate(batch: Batch, context: Context): Promise<EvaluationResult> {
      const M = batch.positions.length;
      run({ batch, context, slot: 0 }, ['forward', 'loss']);
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
      run({ batch, context, slot: 0 }, ['forward']);
      const mapBytes = options.attentions ? B * H * T * T * 4 : 0;
      const { maps } = plan.sizes.slot;
      const [logits, ...layers] = await reader.read(
        whole(plan.buffers.logits, M * logitStride(V) * 4),
        ...Array.from({ length: options.attentions ? L : 0 }, (_, l) =>
          whole(plan.buffers.maps, mapBytes, l * maps * 4),
        ),
      );
      return {
        logits: unpad(new Float32Array(logits!), M, V),
        attentions: turn(
          layers.map((l) => new Float32Array(l)),
          B * H,
          T,
        ),
      };
    },

    async gradients(batch, options) {
      run({ batch, ...options, slot: 0 }, ['forward', 'loss', 'backward']);
      const [losses, gradients] = await reader.read(
        whole(plan.buffers.losses, batch.positions.length * 4),
        whole(plan.buffers.gradients, P * 4),
      );
      const each = new Float32Array(losses!);
      const loss = each.reduce((a, b) => a + b, 0) / each.length;
      return { loss, gradients: new Float32Array(gradients!) };
    },

    mark() {
      // The older of two marks gives its buffer up.
      const buffer = marks.length === 2 ? marks.pop()!.buffer : state.make('mark', 3 * P);
      copyState(state.buffer, buffer);
      marks.unshift({ buffer, step });
    },

    restore(which) {
      queued = 0;
      const target = which === 'previous' ? (marks[1] ?? marks[0]) : marks[0];
      if (!target) return;
      copyState(target.buffer, state.buffer);
      step = target.step;
      // The other mark lies on the way that was left, and may be spoilt: both now hold the same.
      for (const mark of marks) {
        if (mark !== target) copyState(target.buffer, mark.buffer);
      }
      marks = marks.map(({ buffer }) => ({ buffer, step: target.step }));
    },

    async read(): Promise<TrainingState> {
      const [bytes] = await reader.read(whole(state.buffer, stateBytes));
      const values = new Float32Array(bytes!);
      return {
        parameters: values.slice(0, P),
        firstMoment: values.slice(P, 2 * P),
        secondMoment: values.slice(2 * P, 3 * P),
        step,
      };
    },

    dispose() {
      plan.destroy();
      state.dispose();
      reader.dispose();
    },
  };
}

/** [M, stride] -> [M, V] */
function unpad(logits: Float32Array, M: number, V: number): Float32Array {
  const stride = logitStride(V);
  if (stride === V) return logits;
  const packed = new Float32Array(M * V);
  for (let m = 0; m < M; m++) packed.set(logits.subarray(m * stride, m * stride + V), m * V);
  return packed;
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
