import type { TrainingState } from '../base/trainingState';
import type { Context, SettingKey, Settings } from '../config/settings';
import type { SatExam } from './run';

/** What one sitting of the exam came to. */
export interface SittingMemo {
  readonly step: number;
  readonly context: Context;
  readonly result: {
    readonly losses: Float32Array;
    readonly right: Uint8Array;
    readonly loss: number;
    readonly accuracy: number;
  };
}

/** What a run knows beside its weights, without which it would not go on just as before. */
export interface RunMemo {
  /** How many workers train it, where the engine can use several: with another number sums are rounded another way */
  readonly workers?: number | undefined;
  /** The settings of its last step */
  readonly trainedWith: Settings | undefined;
  /** The newest sitting of the exam */
  readonly sat: SittingMemo | undefined;
  /** Of the state that lies aside: the best so far, or the last where the run went back to the best */
  readonly aside:
    | {
        readonly step: number;
        readonly sat: SittingMemo | undefined;
        readonly trainedWith: Settings | undefined;
      }
    | undefined;
}

/** Where a state lies in the browser's storage, and how to tell whether it is whole. */
export interface StateRef {
  readonly key: string;
  readonly step: number;
  readonly checksum: number;
  readonly bytes: number;
}

/** Why a state could not be stored. */
export type Refusal = 'no room' | 'no storage';

/** A run as its worker has saved it between two steps. */
export interface SavedState {
  readonly step: number;
  readonly memo: RunMemo;
  /** Settings that changed between two steps since the run was loaded */
  readonly changed: readonly SettingKey[];
  /** Of the newest sitting; undefined where there was none */
  readonly exam: SatExam | undefined;
  /** What it took the training, ms */
  readonly milliseconds: number;
  /** In storage; or, where that was refused, the numbers themselves for the page to hold */
  readonly where:
    | { readonly state: StateRef; readonly aside: StateRef | undefined }
    | {
        readonly refusal: Refusal;
        readonly state: TrainingState;
        readonly aside: TrainingState | undefined;
      };
}

/** What a run goes on from beside its state. */
export interface Resume {
  readonly memo: RunMemo;
  /** The state that `memo.aside` is about; without it the run goes on, and has no best state yet */
  readonly aside: TrainingState | undefined;
}
