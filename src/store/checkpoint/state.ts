import type { Refusal } from '../../protocol/checkpoint';
import type { SavedText } from '../../storage/keptRun';

/** A run that saved itself, as the page speaks of it. */
export interface SavedRunFacts {
  readonly id: string;
  /** Of its text, as it was called then */
  readonly name: string;
  /** Which text that is; it may have been renamed since */
  readonly text?: SavedText | undefined;
  readonly step: number;
  /** ms since 1970 */
  readonly savedAt: number;
}

export interface CheckpointState {
  /** The newest save of the present run */
  readonly saved: Pick<SavedRunFacts, 'id' | 'step' | 'savedAt'> | undefined;
  /** Why the present run is not saved, where it is not, until that is dismissed */
  readonly refusal: Refusal | undefined;
  readonly isUnsaved: boolean;
  /** The run of an earlier visit that is back, until it trains on or that is dismissed */
  readonly back:
    | (SavedRunFacts & {
        /** Whether its newest save was damaged, so that it is the one before */
        readonly isEarlier: boolean;
        /** So many steps after it were trained and not saved, as far as is known */
        readonly missing: number;
      })
    | undefined;
  /** The newest run, where it is not opened by itself: another tab has it open, or the link asks for something else */
  readonly other: (SavedRunFacts & { readonly isOpenElsewhere: boolean }) | undefined;
  /** What happened to the run while nobody looked, in sentences */
  readonly told: string | undefined;
}

/** The slice of runs that save themselves. */
export interface CheckpointSlice {
  readonly checkpoint: CheckpointState;
}

export const newCheckpoint = (): CheckpointSlice => ({
  checkpoint: {
    saved: undefined,
    refusal: undefined,
    isUnsaved: false,
    back: undefined,
    other: undefined,
    told: undefined,
  },
});
