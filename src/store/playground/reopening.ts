import type { TrainingState } from '../../base/trainingState';
import type { Backend } from '../../config/settings';
import type { Resume } from '../../protocol/checkpoint';
import type { SatExam } from '../../protocol/run';
import type { KeptRun } from '../../storage/keptRun';
import type { PlaygroundState, RunData, WatchState } from './state';

/** A run that is brought back, with its text, settings and curves. One that saved itself may have sat no exam yet. */
export type ReopenedRun = Omit<KeptRun, 'exam'> & { readonly exam?: SatExam | undefined };

/** What the page knew of a run that was lost. */
export type LostData = Pick<
  RunData,
  'train' | 'evals' | 'sittings' | 'kept' | 'prolonged' | 'endedWith'
>;

/**
 * A kept run that is being opened, with all that it brings. The Library hands it to the text, and the text, once it is
 * prepared, to the run.
 */
export interface Reopening {
  readonly saved: ReopenedRun;
  /** Its weights */
  readonly state: TrainingState;
  /** What goes with its weights, where it saved itself in mid-run */
  readonly resume?: Resume | undefined;
  /** What it is saved as, where it goes on being the same run */
  readonly saveId?: string | undefined;
  /** Whether it is the run that was there before it failed or the page was closed: no other makes room for it */
  readonly isReturn?: boolean;
  /** Where it failed: the backends that others are to take the place of, and what it was doing */
  readonly recovery?: {
    readonly avoid: readonly Backend[];
    readonly begins: RunData['waiting']['begins'];
  };
  /** False where the Library does not have it: it was only put aside */
  readonly isKept?: boolean;
  /** False once another run or text was chosen, a setting changed that it cannot take, or it was cancelled */
  readonly isWanted: () => boolean;
  /** Where it was not kept but lost, and is brought back: what was on the page then */
  readonly lost?: {
    readonly run: LostData;
    readonly watch: WatchState;
    /** Whether it comes back by Undo; to take that back is to redo */
    readonly isUndo: boolean;
  };
}

/** What comes with a text that a link or a kept run brings: its settings are set already, and stay as they are. */
export interface Brought {
  readonly reopening?: Reopening;
  /** The settings before that, and which of them were left to Auto */
  readonly before?: Pick<PlaygroundState, 'settings' | 'auto'>;
}
