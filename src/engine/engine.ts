import type { TrainingState } from '../base/trainingState';
import type { Backend, Context } from '../config/settings';
import type { BertConfig } from '../model/config';

export type { TrainingState };

/** One batch, in plain typed arrays. B sequences of T tokens, M blanks. */
export interface Batch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** [B, T] */
  readonly inputIds: Int32Array;
  /** [B, T], 1 = real token, 0 = padding */
  readonly attentionMask: Int32Array;
  /** [B, T]; left out where every token is of segment 0 */
  readonly tokenTypeIds?: Int32Array;
  /** [M], the blanks' places as b * T + t, ascending */
  readonly positions: Int32Array;
  /** [M], the tokens that belong there */
  readonly labels: Int32Array;
}

/** What changes the forward pass of a training step beside the batch. */
export interface Dropout {
  readonly hiddenDropoutProb: number;
  readonly attentionProbsDropoutProb: number;
  /** Key of this step's random numbers: the same key gives the same masks on every engine. */
  readonly key: number;
}

export interface StepOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly maxGradNorm: number;
  readonly context: Context;
  readonly dropout: Dropout;
}

/**
 * Loss (mean over the blanks, nats) and gradient norm (before clipping) of queued steps, in order. A batch without
 * blanks has no gradient, and what stands for its loss is no mean: who has the batch knows.
 */
export interface StepStatistics {
  readonly losses: Float32Array;
  readonly gradNorms: Float32Array;
}

/** What the encoder makes of each token. At padding there are numbers too, but they mean nothing. */
export interface HiddenStates {
  /** [L, B, T, D], the embeddings (after their LayerNorm) and the outputs of all layers but the last */
  readonly lower: Float32Array;
  /** [M, D], the last layer's output at the batch's positions: elsewhere it is not computed */
  readonly last: Float32Array;
}

/** What a look may ask for beside the logits. */
export interface InferOptions {
  readonly attentions: boolean;
  readonly hiddenStates?: boolean;
}

export interface Inference {
  /** [M, V] */
  readonly logits: Float32Array;
  /** [L, B, H, T, T], row looks at column; empty unless asked for */
  readonly attentions: Float32Array;
  /** Only where asked for */
  readonly hiddenStates?: HiddenStates;
}

export interface EvaluationResult {
  /** [M], -ln p(label), nats */
  readonly losses: Float32Array;
  /** [M], the most probable token */
  readonly predictions: Int32Array;
}

/** A model being trained on one engine. All arrays that go in are read before the call returns. */
export interface TrainableModel {
  readonly config: BertConfig;
  /** In words, where the model tells more than its engine */
  readonly device?: string;
  /** How many workers train it, for an engine that can use several */
  readonly workers?: number;
  /** Why it can be looked at, but not trained: there is room for it, and none for what training needs. */
  readonly onlyLooks?: string | undefined;
  /** Whether a batch shorter than the longest costs nothing extra: elsewhere programs are made for each length. */
  readonly anyLength?: boolean;
  readonly step: number;
  /** Queues one step: forward, backward, clipping, AdamW. */
  train(batch: Batch, options: StepOptions): void;
  /** A CPU-GPU sync point: waits for the queued steps and hands over their statistics. */
  statistics(): Promise<StepStatistics>;
  evaluate(batch: Batch, context: Context): Promise<EvaluationResult>;
  infer(batch: Batch, context: Context, options: InferOptions): Promise<Inference>;
  /** Remembers the present state on the device; costs no copy where the engine can avoid it. */
  mark(): void;
  /** Goes back to the state of the last or the last but one `mark`. */
  restore(which: 'last' | 'previous'): void;
  /**
   * Puts a copy of the present state, with its step, aside on the device, in place of the one that lay there. The room for
   * it, three numbers a parameter, is taken at the first call.
   */
  setAside(): void;
  /**
   * Has the present state and the one set aside change places; both are kept bit for bit. All marks are forgotten. Does
   * nothing where none was set aside.
   */
  swapAside(): void;
  /**
   * The state set aside, read back as `read` reads the present one; undefined where none was. Neither the present state nor
   * the marks are touched, and steps queued before are waited for.
   */
  readAside(): Promise<TrainingState | undefined>;
  /**
   * Puts this state aside on the device, in place of the one that lay there, as `setAside` does with the present one, which
   * stays as it is. A model made of a `read` state that gets a `readAside` one goes on, after `swapAside` too, to the same bits.
   */
  putAside(state: TrainingState): void;
  read(): Promise<TrainingState>;
  dispose(): void;
}

/** What is known before the first batch, so that an engine can make itself ready for it. */
export interface Preparation {
  /** B and T of the batches to come; others work too, after more preparation. */
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** Why it is not to be trained, where the device is known to have no room for that; then it may be made only for looks. */
  readonly onlyLooks?: string | undefined;
  /** Workers to train in, for an engine that can use several; 0 or left out: as many as suit the machine */
  readonly workers?: number;
  /** Told what takes time, in the page's words: "compiling GPU programs 12/41". */
  readonly onProgress?: (phase: string) => void;
}

/** Why an engine can compute no more. */
export interface EngineFailure {
  readonly kind: 'lost' | 'out-of-memory' | 'worker' | 'error';
  readonly reason: string;
  /** Step of the newest state that was read back: what is known to have been good. */
  readonly step: number;
}

export interface Engine {
  readonly backend: Backend;
  /** The device in words, as far as the browser tells. */
  readonly device: string;
  /** Whether that device is a CPU in disguise. */
  readonly software: boolean;
  /** Settles at the first failure; from then on nothing of this engine can be trusted. */
  readonly failed: Promise<EngineFailure>;
  /** Throws a `RangeError` that says why where the engine cannot hold such a model. */
  createModel(
    config: BertConfig,
    state: TrainingState,
    preparation: Preparation,
  ): Promise<TrainableModel>;
  /** Loss and gradients without a step, for tests and the self-test. */
  gradients(
    config: BertConfig,
    parameters: Float32Array,
    batch: Batch,
    options: { context: Context; dropout?: Dropout },
  ): Promise<{ loss: number; gradients: Float32Array }>;
}
