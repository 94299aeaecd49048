import type { TokenizerKind } from '../config/settings';
import type { Dataset } from '../text/dataset';
import type { PreparedText } from '../text/prepare';
import type { Problem } from './messages';

export type PreparePhase = 'counting' | 'learning' | 'encoding';

/** From the page to the text worker. A new job cancels the one before it. */
export type TextRequest =
  | {
      readonly type: 'prepare';
      readonly jobId: number;
      readonly text: string;
      readonly vocabSize: number;
      readonly doLowerCase: boolean;
      readonly tokenizer: TokenizerKind;
      readonly minFrequency: number;
      /** T, by which the text is cut into windows */
      readonly sequenceLength: number;
    }
  | { readonly type: 'cancel' };

/** From the text worker to the page. */
export type TextEvent =
  | {
      readonly type: 'progress';
      readonly jobId: number;
      readonly phase: PreparePhase;
      readonly fraction: number;
    }
  | {
      readonly type: 'prepared';
      readonly jobId: number;
      readonly prepared: PreparedText;
      /** Absent where the text is too short to train on; `problem` then says why */
      readonly dataset: Dataset | undefined;
      readonly problem: Problem | undefined;
    }
  | { readonly type: 'failed'; readonly jobId: number; readonly reason: string };
