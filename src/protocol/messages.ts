import type { TrainingState } from '../base/trainingState';
import type { Backend, Context, SettingKey, Settings } from '../config/settings';
import type { StoredText } from '../text/storedText';
import type { Vocabulary } from '../text/types';
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

/** One sitting of the exam. An exam without blanks is never sat, so there is none then. */
export interface EvalPoint {
  readonly step: number;
  /** What the model was let see in it */
  readonly context: Context;
  /** nats, mean over the held-out blanks */
  readonly loss: number;
  /** Share of held-out blanks guessed right, 0..1 */
  readonly accuracy: number;
}

export interface Metrics {
  readonly step: number;
  readonly train: readonly TrainPoint[];
  readonly evals: readonly EvalPoint[];
  /** Of the last seconds, everything included; undefined until there is something to measure */
  readonly stepsPerSecond: number | undefined;
  /** Real tokens, padding not counted */
  readonly tokensPerSecond: number | undefined;
}

export type RunState = 'ready' | 'running' | 'paused' | 'done';

/** What happened, why, and what to do now. */
export interface Problem {
  readonly kind:
    | 'backend'
    | 'device-lost'
    | 'not-finite'
    | 'text'
    | 'settings'
    | 'worker'
    | 'storage';
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

/** A backend that Auto passed over. */
export interface Refusal {
  readonly backend: Backend;
  readonly reason: string;
}

/** How fast a backend trained the first steps of this very configuration. */
export interface Timing {
  readonly backend: Backend;
  readonly device: string;
  readonly msPerStep: number;
  /** Until the model was ready, s; with the engine's own start, the first time */
  readonly readySeconds: number;
}

export interface Timings {
  readonly rows: readonly Timing[];
  /** Whether they were taken on an earlier visit */
  readonly remembered: boolean;
}

export interface BackendReport {
  readonly backend: Backend;
  readonly device: string;
  readonly software: boolean;
  readonly refusals: readonly Refusal[];
  /** What Auto chose by; left out where there was but one to choose, or one was asked for */
  readonly timings?: Timings | undefined;
  /** Largest error of the self-test, relative; what it had to stay below stands beside it */
  readonly selfTestError: number;
}

/** What is known of a language that is learned as a text. */
export interface LanguageFacts {
  readonly floors: Floors;
  /** [V] How much the exact answer changes with the side that one may look at, where a token stood; 0 to 1 */
  readonly telling: Float32Array;
}

/** What a run is about to do, known before its first step. */
export interface RunFacts {
  readonly parameterCount: number;
  readonly examSentences: number;
  readonly examBlanks: number;
  /** Share of the tokens that are asked, of those that could be */
  readonly examShare: number;
  /** How many times each of these sentences is asked, with blanks drawn anew; no whole number where some are once less */
  readonly examRounds: number;
  readonly knowsNothing: number;
  readonly knowsFrequencies: number;
  /** As in `SatExam` */
  readonly examId: string;
  /** Where the text was drawn from a language: what can at best be reached, or why that is not known here */
  readonly language: LanguageFacts | { readonly reason: string } | undefined;
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
  /** Share of the tokens that it asks of those that it could; left out by runs kept before it was measured */
  readonly share?: number;
  /** ln V, nats */
  readonly knowsNothing: number;
  /** Loss of one who knows how frequent each token is, nats */
  readonly knowsFrequencies: number;
}

/** A run as it stood between two steps. */
export interface Snapshot {
  readonly state: TrainingState;
  /** As the trainer had them at that step */
  readonly settings: Settings;
  /** Those that were changed between two steps, since the run was loaded */
  readonly changed: readonly SettingKey[];
  readonly exam: SatExam;
}

/** A sentence for the model to look at: [CLS] … [SEP] included, blanks as [MASK]. */
export interface Look {
  readonly requestId: number;
  readonly inputIds: Int32Array;
  /** Places of the blanks in inputIds */
  readonly blanks: readonly number[];
  /** Guesses wanted for each blank; five if left out */
  readonly count?: number;
  /** From now on this sentence is also recorded, unasked, at the steps of `config/moments.ts` */
  readonly record?: boolean;
}

export interface Guess {
  readonly id: number;
  readonly probability: number;
}

/** What can at best be guessed, knowing the language. */
export interface ExactGuess {
  /** Most probable first */
  readonly guesses: readonly Guess[];
  /** KL(truth || model), nats: 0 where the model guesses exactly so */
  readonly divergence: number;
}

/** What every head looks at in one sentence. */
export interface AttentionMaps {
  /** Length of the sentence, T' */
  readonly length: number;
  readonly layers: number;
  readonly heads: number;
  /** [L, H, T', T'], row looks at column */
  readonly attentions: Float32Array<ArrayBuffer>;
}

/** What the model sees in a sentence, at one step. */
export interface View extends AttentionMaps {
  /** The question that it answers; of a recording the newest one about this sentence */
  readonly requestId: number;
  readonly step: number;
  /** What the model could see, which may be set anew while it trains */
  readonly context: Context;
  /** Whether it was taken at a step of `config/moments.ts`, to be kept */
  readonly recorded: boolean;
  /** One list a blank, most probable first */
  readonly guesses: readonly (readonly Guess[])[];
  /** One for each blank, where the language is known exactly and has such a sentence */
  readonly exact: readonly ExactGuess[] | undefined;
  /** What it took the worker, ms */
  readonly milliseconds: number;
}

/** A trained model, all that is needed to run it. */
export interface SavedModel {
  readonly settings: Settings;
  readonly vocabSize: number;
  /** Flat, as `model/layout.ts` lays them */
  readonly parameters: Float32Array;
}

/** What another model looks at in the watched sentence, or in plain words why that cannot be told. */
export type ReferenceAnswer =
  | { readonly requestId: number; readonly maps: AttentionMaps }
  | { readonly requestId: number; readonly refusal: string };

/** From the page to the trainer. `runId` names the load that a message is about. */
export type TrainerRequest =
  | {
      readonly type: 'load';
      readonly runId: number;
      readonly settings: Settings;
      readonly vocabSize: number;
      readonly stored: StoredText;
      /** Pairs of first and last token (exclusive) of the words chosen by hand */
      readonly byHand: Uint32Array;
      /** Where the text was drawn from a grammar, so that its best guess is known */
      readonly language: { readonly grammar: string; readonly vocabulary: Vocabulary } | undefined;
      /** Where to go on from; a fresh model if left out */
      readonly state?: TrainingState | undefined;
    }
  | { readonly type: 'keep'; readonly runId: number }
  | { readonly type: 'byHand'; readonly runId: number; readonly byHand: Uint32Array }
  | { readonly type: 'train'; readonly runId: number }
  | { readonly type: 'pause'; readonly runId: number }
  | { readonly type: 'step'; readonly runId: number }
  | { readonly type: 'settings'; readonly runId: number; readonly settings: Settings }
  | { readonly type: 'look'; readonly runId: number; readonly look: Look }
  | {
      /** What does another model look at in this sentence? The newest question wins. */
      readonly type: 'reference';
      readonly runId: number;
      readonly model: SavedModel;
      readonly look: Look;
    };

/** From the trainer to the page. */
export type TrainerEvent =
  | { readonly type: 'phase'; readonly runId: number; readonly phase: string }
  | { readonly type: 'backend'; readonly runId: number; readonly report: BackendReport }
  | { readonly type: 'loaded'; readonly runId: number; readonly facts: RunFacts }
  | {
      readonly type: 'state';
      readonly runId: number;
      readonly state: RunState;
      readonly step: number;
    }
  | { readonly type: 'metrics'; readonly runId: number; readonly metrics: Metrics }
  | { readonly type: 'view'; readonly runId: number; readonly view: View }
  | { readonly type: 'reference'; readonly runId: number; readonly answer: ReferenceAnswer }
  /** Answers 'keep'; undefined where the model's numbers are not finite, so that there is nothing worth keeping */
  | { readonly type: 'kept'; readonly runId: number; readonly snapshot: Snapshot | undefined }
  | {
      readonly type: 'problem';
      readonly runId: number;
      readonly problem: Problem;
      /** The worker cannot go on and must be replaced. */
      readonly fatal: boolean;
    };
