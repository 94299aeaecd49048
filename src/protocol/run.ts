import type { TrainingState } from '../base/trainingState';
import type { Context, SettingKey, Settings } from '../config/settings';
import type { Floors } from './floors';

/** One point of the training curve. */
export interface TrainPoint {
  /** Number of steps taken when it was measured; the loss is of the batch of that step. */
  readonly step: number;
  /** nats, mean over the batch's blanks; undefined where it had none */
  readonly loss: number | undefined;
  readonly learningRate: number;
  /** Before clipping */
  readonly gradNorm: number;
}

/** One sitting of the exam. An exam without blanks is never sat. */
export interface EvalPoint {
  readonly step: number;
  /** What the model could see in it */
  readonly context: Context;
  /** nats, mean over the held-out blanks */
  readonly loss: number;
  /** Share of held-out blanks guessed right, 0..1 */
  readonly accuracy: number;
}

/** What a step came to in the exam, blank by blank. */
export interface Sitting {
  readonly step: number;
  /** [M] -ln p of the right token, nats */
  readonly losses: Float32Array;
  /** [M] 1 where the most probable token is the right one */
  readonly right: Uint8Array;
}

export interface Metrics {
  readonly step: number;
  readonly train: readonly TrainPoint[];
  readonly evals: readonly EvalPoint[];
  /**
   * Step of the state that lies aside, and that the model can go to: the best so far by held-out loss, or the last one,
   * where the model went back to the best
   */
  readonly aside: number | undefined;
  /** Settings that changed between two steps since the run was loaded; none if left out */
  readonly changed?: readonly SettingKey[];
  /** Of the last seconds, everything included; undefined until there is something to measure */
  readonly stepsPerSecond: number | undefined;
  /** Real tokens, padding not counted */
  readonly tokensPerSecond: number | undefined;
}

export type RunState = 'ready' | 'running' | 'paused' | 'done';

/** What is known of a language that is learned as a text. */
export interface LanguageFacts {
  readonly floors: Floors;
  /** [V] How much the exact answer changes with the side that one may look at, mean over each token's blanks; 0 to 1 */
  readonly telling: Float32Array;
}

/** What a run is about to do, known before its first step. */
export interface RunFacts {
  readonly parameterCount: number;
  readonly examSentences: number;
  readonly examBlanks: number;
  /** Share of the known tokens that are asked */
  readonly examShare: number;
  /** How many times each of these sentences is asked, with blanks drawn anew; a fraction where some are asked once less */
  readonly examRounds: number;
  readonly knowsNothing: number;
  readonly knowsFrequencies: number;
  /** Share of the exam's blanks that are the most frequent token of the training part */
  readonly mostFrequentAccuracy: number;
  /** As in `SatExam` */
  readonly examId: string;
  /** If the text was sampled from a language: the best possible results, or why they are not known */
  readonly language: LanguageFacts | { readonly reason: string } | undefined;
}

/**
 * What was held out, so that other programs can hold out the same and ask the same blanks. A hash is the CRC-32 of token
 * ids, the special ones numbered 0 to 4, in decimal with spaces between.
 */
export interface HeldOut {
  /** Hashes of the sentences, without [CLS] and [SEP] */
  readonly sentences: readonly number[];
  /** How many sentences the text has in all. Missing in runs kept before it was noted */
  readonly allSentences?: number | undefined;
  /** A row for each time that a window is asked: its hash, [CLS] and [SEP] included, then the places of the blanks in it */
  readonly exam: readonly (readonly number[])[];
}

/** A sitting of the exam, blank by blank, and which exam it was. */
export interface SatExam {
  /** Equal for equal blanks of one vocabulary: only then can two runs be compared */
  readonly id: string;
  /** M */
  readonly blanks: number;
  /** [M] Blanks of one group were asked in one window, and are resampled together */
  readonly groups: Uint32Array;
  /** [M] -ln p of the right token, nats */
  readonly losses: Float32Array;
  /** [M] 1 where the most probable token is the right one */
  readonly right: Uint8Array;
  /** Mean of `losses`, nats */
  readonly loss: number;
  /** Mean of `right`, 0..1 */
  readonly accuracy: number;
  /** Share of the known tokens that are asked; missing in runs kept before it was measured */
  readonly share?: number;
  /** Missing in runs kept before it was noted */
  readonly heldOut?: HeldOut | undefined;
  /** ln V, nats */
  readonly knowsNothing: number;
  /** Loss of guessing by token frequency, nats */
  readonly knowsFrequencies: number;
}

/** A run as it stood between two steps. */
export interface Snapshot {
  readonly state: TrainingState;
  /** As the trainer had them at that step */
  readonly settings: Settings;
  /** Those that changed between two steps since the run was loaded */
  readonly changed: readonly SettingKey[];
  readonly exam: SatExam;
}
