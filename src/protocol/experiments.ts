import type { Context, Settings } from '../config/settings';
import type { StarterLanguage } from '../config/starter';
import type { EncodedBlobs } from '../dataset/encodedBlobs';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { BackendReport } from './backend';
import type { Refusal as CheckpointRefusal } from './checkpoint';
import type { Floor, Floors } from './floors';
import type { Answer, Guess } from './look';
import type { Problem } from './problem';
import type { EvalPoint, Snapshot } from './run';

/** A text that is prepared, as the page hands it over: nothing of it is read or cut into tokens again. */
export interface TextToLearn {
  /** Equal for the same tokens, cut into the same windows */
  readonly id: string;
  readonly stored: EncodedBlobs;
  readonly vocabulary: Vocabulary;
  readonly cut: Pick<Settings, 'maxPositionEmbeddings' | 'keepTogether' | 'packSentences'>;
  /** Pairs of first and last token (exclusive) of the words chosen by hand */
  readonly byHand: Uint32Array;
  /** The starter that its runs begin from, where their settings say so */
  readonly starter: StarterLanguage | undefined;
  /** Held-out sentences to watch, one blank each */
  readonly specimens: readonly ExperimentSpecimen[];
}

/** What experiments are about: a language, by its grammar as written, or a text of the person's own. */
export type Subject = { readonly grammar: string } | { readonly text: TextToLearn };

/**
 * A language or a text that is ready for experiments: its sentences, its exam, and for a language the best that any
 * model can do in it.
 */
export interface ExperimentLanguage {
  /** Index = id */
  readonly tokens: readonly string[];
  readonly trainSentences: number;
  readonly examSentences: number;
  /** Share of the held-out sentences that the training part repeats: sampling does so with some */
  readonly repeatedShare: number;
  readonly examBlanks: number;
  /** Share of the words that are asked */
  readonly examShare: number;
  /** [M] 1 = a telling blank: its exact answer changes with the side that one may look at */
  readonly telling: Uint8Array;
  /** Undefined for a text: nobody knows */
  readonly floors: Floors | undefined;
  /** Over the telling blanks alone; undefined where there are none */
  readonly tellingFloors: Floors | undefined;
  /** [M] Blanks of one sentence are resampled together */
  readonly groups: Uint32Array;
  readonly knowsNothing: number;
  readonly knowsFrequencies: number;
  /** Held-out sentences to watch, in a language with a telling blank each */
  readonly specimens: readonly ExperimentSpecimen[];
}

/** A sentence with one blank. */
export interface ExperimentSpecimen {
  /** As written, up to the blank and from there on, spaces included */
  readonly before: string;
  readonly after: string;
  /** [T'] with [CLS], [SEP] and [MASK] */
  readonly inputIds: Int32Array;
  /** Its place in inputIds */
  readonly blank: number;
  /** The right token */
  readonly answer: number;
  /** The exact probabilities of all tokens that are possible, from each context, the likeliest first; of a language */
  readonly exact: Readonly<Record<Context, readonly Guess[]>> | undefined;
}

/** One run of an experiment. */
export interface ExperimentRun {
  readonly id: string;
  readonly settings: Settings;
  /** Size of a vocabulary of pieces, where words are to be cut; else each is a token */
  readonly pieces?: number | undefined;
  /** Sentences that it may learn from, the first of all; all if left out */
  readonly sentences?: number | undefined;
}

/** One of several runs side by side, as it was saved last. */
export interface SavedTwin {
  readonly run: ExperimentRun;
  readonly step: number;
  /** Whether it has come to its end */
  readonly isDone: boolean;
}

/** One sitting of an experiment's exam. */
export interface ExperimentEval extends EvalPoint {
  /** Over the telling blanks alone; NaN where there are none */
  readonly telling: Floor;
}

/** The exam that all runs of an experiment sit, and the best possible results in it. */
export interface ExperimentExam
  extends Pick<ExperimentLanguage, 'telling' | 'groups' | 'floors' | 'tellingFloors'> {
  /** Equal for what asks the same */
  readonly id: string;
}

/** How a run ended: the exam, blank by blank. */
export interface ExperimentResult {
  /** The last one; on a text the best, where the run goes back to that */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** [M] nats */
  readonly losses: Float32Array;
  /** [M] 0 or 1 */
  readonly right: Uint8Array;
  /** Accuracy of a linear probe on frozen features of held-out sentences, [items] 0 or 1; where one was asked for */
  readonly probe: Uint8Array | undefined;
  /** [items] The sentence that each item of the probe stands in: they are resampled together. None in older results */
  readonly probeGroups?: Uint32Array | undefined;
  /** False where the probe ran out of iterations, so that its accuracy says too little. None in older results */
  readonly probeConverged?: boolean | undefined;
  readonly seconds: number;
}

/** From the page to the experiments worker. */
export type ExperimentsRequest =
  | {
      readonly type: 'language';
      readonly languageId: number;
      readonly subject: Subject;
    }
  | {
      readonly type: 'runs';
      readonly jobId: number;
      /** What they learn, which need not be what is shown */
      readonly subject: Subject;
      readonly runs: readonly ExperimentRun[];
      /** Whether all are trained side by side, or one after the other */
      readonly together: boolean;
      readonly probe: boolean;
      /** What these runs are part of: while they train they are saved, and all of a group are forgotten together */
      readonly group: string;
      /** Whether each run of a plan is sent with its weights once it is done */
      readonly keep: boolean;
      /**
       * The job whose runs side by side go on in this one, from where they stand or were saved last; they begin anew if
       * undefined
       */
      readonly from?: number;
    }
  /** Brings the runs side by side back that were saved last on a subject, and lets them rest. Answered by `back` */
  | {
      readonly type: 'bringTwins';
      readonly jobId: number;
      readonly subject: Subject;
      readonly group: string;
      readonly machine: Pick<Settings, 'backend' | 'workers'>;
    }
  /** Changes `keep`, also for the run that is going on */
  | { readonly type: 'keepRuns'; readonly keep: boolean }
  | { readonly type: 'stop'; readonly jobId: number }
  /** Forgets what was saved of the runs of a group that are not done */
  | { readonly type: 'forget'; readonly group: string }
  /** Asks for the weights of the runs that were trained side by side */
  | { readonly type: 'keep'; readonly jobId: number }
  | { readonly type: 'look'; readonly jobId: number; readonly specimen: number }
  /** Puts aside what is shown, with its runs side by side, until `bringBack` */
  | { readonly type: 'putAside' }
  /** Shows that again; what was shown meanwhile is let go */
  | { readonly type: 'bringBack' };

/** From the experiments worker to the page. */
export type ExperimentsEvent =
  | {
      readonly type: 'language';
      readonly languageId: number;
      readonly language: ExperimentLanguage;
    }
  | { readonly type: 'wrong'; readonly languageId: number; readonly problem: Problem }
  | { readonly type: 'exam'; readonly jobId: number; readonly exam: ExperimentExam }
  | { readonly type: 'phase'; readonly jobId: number; readonly phase: string }
  | { readonly type: 'backend'; readonly jobId: number; readonly report: BackendReport }
  | {
      readonly type: 'progress';
      readonly jobId: number;
      readonly runId: string;
      readonly step: number;
      readonly evals: readonly ExperimentEval[];
      /** Since it began */
      readonly seconds: number;
      /** Whether `evals` are all there are, in place of those that were sent before */
      readonly isAll?: boolean;
    }
  /** A run, or several side by side, go on from where they were saved, or begin anew where they had not been saved yet */
  | {
      readonly type: 'goesOn';
      readonly jobId: number;
      /** The least, of several */
      readonly step: number;
      /** What had become of the engine that trained it, in a sentence; undefined where the page had been left */
      readonly lost: string | undefined;
      /** Whether they are several side by side */
      readonly together: boolean;
    }
  /** Runs side by side come back that were saved; none where there are none. What each knows of itself follows */
  | { readonly type: 'back'; readonly jobId: number; readonly runs: readonly SavedTwin[] }
  /** Runs cannot be saved while they train: the browser has no room, or no storage */
  | { readonly type: 'unsaved'; readonly why: CheckpointRefusal }
  | {
      readonly type: 'done';
      readonly jobId: number;
      readonly runId: string;
      readonly result: ExperimentResult;
    }
  /** A run of a plan ended because its loss was not a number after this step; the others go on */
  | {
      readonly type: 'diverged';
      readonly jobId: number;
      readonly runId: string;
      readonly step: number;
    }
  | {
      readonly type: 'kept';
      readonly jobId: number;
      readonly runId: string;
      readonly snapshot: Snapshot;
      readonly vocabulary: Vocabulary;
    }
  | {
      readonly type: 'guesses';
      readonly jobId: number;
      readonly runId: string;
      readonly specimen: number;
      readonly step: number;
      /** All tokens of a language, a few of a text, the likeliest first */
      readonly guesses: readonly Guess[];
      /** What it gives the right token */
      readonly answer: Answer | undefined;
      /** KL(truth || model), nats; undefined for a sentence that is not in the language */
      readonly divergence: number | undefined;
    }
  | { readonly type: 'problem'; readonly jobId: number; readonly problem: Problem };
