import type { TrainingState } from '../../base/trainingState';
import type { KeptRun } from '../../storage/keptRun';
import type { PlaygroundState, RunData, WatchState } from './state';

/**
 * A kept run that is being opened, with all that it brings. The Library hands it to the text, and the text, once it is
 * prepared, to the run.
 */
export interface Reopening {
  /** With its text, settings and curves */
  readonly saved: KeptRun;
  /** Its weights */
  readonly state: TrainingState;
  /** False where the Library does not have it: it was only put aside */
  readonly isKept?: boolean;
  /** False once another run or text was chosen, a setting changed that it cannot take, or it was cancelled */
  readonly isWanted: () => boolean;
  /** Where it was not kept but lost, and is brought back: what was on the page then */
  readonly lost?: {
    readonly run: RunData;
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
