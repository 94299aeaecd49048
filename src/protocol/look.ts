import type { Context, Settings } from '../config/settings';

/** A sentence for the model to look at: [CLS] … [SEP] included, blanks as [MASK]. */
export interface Look {
  readonly requestId: number;
  readonly inputIds: Int32Array;
  /** Places of the blanks in inputIds */
  readonly blanks: readonly number[];
  /** The right token of each blank; undefined where nobody knows it, or the vocabulary has no token for it */
  readonly answers?: readonly (number | undefined)[];
  /** Guesses wanted for each blank; five if left out */
  readonly count?: number;
  /** Where several sentences are read at once: whether what the heads look at is wanted too */
  readonly maps?: boolean;
  /** From now on this sentence is also recorded at the steps of `config/moments.ts`, without being asked for */
  readonly record?: boolean;
}

export interface Guess {
  readonly id: number;
  readonly probability: number;
}

/** How a model finds the right token of a blank, whether or not it is among the listed guesses. */
export interface Answer extends Guess {
  /** Its place among all tokens but the special ones: 1 where it is the most probable */
  readonly rank: number;
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
  /** What the model could see; this setting may change while it trains */
  readonly context: Context;
  /** Whether it was taken at a step of `config/moments.ts`, to be kept */
  readonly recorded: boolean;
  /** One list a blank, most probable first */
  readonly guesses: readonly (readonly Guess[])[];
  /** One for each blank, undefined where the look gave no answer; left out where it gave none at all */
  readonly answers?: readonly (Answer | undefined)[];
  /** One for each blank, where the language is known exactly and has such a sentence */
  readonly exact: readonly ExactGuess[] | undefined;
  /** What it took the worker, ms */
  readonly milliseconds: number;
}

/** What the model guesses in a sentence; what its heads look at only where that was asked for. */
export interface Reading extends Pick<View, 'step' | 'context' | 'guesses' | 'answers' | 'exact'> {
  readonly maps?: AttentionMaps;
}

/** A trained model, all that is needed to run it. */
export interface SavedModel {
  readonly settings: Settings;
  readonly vocabSize: number;
  /** Flat, as `model/layout.ts` lays them */
  readonly parameters: Float32Array;
}

/** What another model attends to in the watched sentence, or why that cannot be computed, in the page's words. */
export type ReferenceAnswer =
  | { readonly requestId: number; readonly maps: AttentionMaps }
  | { readonly requestId: number; readonly refusal: string };

/** What another model guesses for each blank of the watched sentence, or why it cannot, in the page's words. */
export type GuessAnswer =
  | {
      readonly requestId: number;
      /** One list a blank, most probable first */
      readonly guesses: readonly (readonly Guess[])[];
      /** One for each blank, undefined where the question gave no answer */
      readonly answers: readonly (Answer | undefined)[];
    }
  | { readonly requestId: number; readonly refusal: string };
