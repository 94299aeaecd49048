import type { TrainingState } from '../base/trainingState';
import type { Settings } from '../config/settings';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { OpenedModel } from './models';
import type { Problem } from './problem';

/** A model that sits an exam of whole words: a kept run, or one that was opened and learned from nothing here. */
export type WordSitter = { readonly settings: Settings; readonly vocabulary: Vocabulary } & (
  | {
      readonly runId: string;
      /** Left out where the worker finds it in the browser's storage */
      readonly state: TrainingState | undefined;
    }
  | { readonly weights: OpenedModel['weights'] }
);

/** From the page to the worker, which answers one such request and is then ended. */
export interface WordExamRequest {
  /** That all runs learned from; words are drawn from what was held out from every one */
  readonly text: string | Blob;
  /** BCP 47 tag that it was cut by; detected if undefined */
  readonly language: string | undefined;
  readonly sitters: readonly WordSitter[];
}

/** What came of it. */
export interface WordExamResult {
  readonly words: number;
  /** Held-out sentences that they stand in */
  readonly sentences: number;
  /** Words of these sentences that are not asked, as one of the models cannot spell them */
  readonly unspelled: number;
  /** Those of the sentences of which all read only the beginning, as they are too long for one of the models */
  readonly shortened: number;
  /** One for each sitter, word by word: see `Answers` in base/examScore.ts */
  readonly answers: readonly {
    /** [words] -ln p of the word, nats: the sum over its pieces */
    readonly losses: Float32Array;
    /** [words] 1 where all of its pieces are guessed right */
    readonly right: Uint8Array;
    readonly groups: Uint32Array;
  }[];
}

export type WordExamEvent =
  /** 0 to 1 */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'sat'; readonly result: WordExamResult }
  | { readonly type: 'failed'; readonly problem: Problem };
