import type { TrainingState } from '../../../base/trainingState';
import type { AutoKey } from '../../../config/auto';
import type { Settings } from '../../../config/settings';
import type { GuessAnswer } from '../../../protocol/look';
import type { Source } from '../../../protocol/texts';
import type { SavedRun } from '../../../storage/keptRun';

/** What the page calls the two runs, where the settings that differ would not say enough. */
export interface RunNames {
  readonly earlier: string;
  readonly present: string;
}

/** What a comparison has done to the settings; `afterTrip` undoes it. */
export interface Trip {
  /** The text of both runs */
  readonly source: Source;
  /** The settings before, and those of them that the text decided */
  readonly home: { readonly settings: Settings; readonly auto: readonly AutoKey[] };
  /** The settings that the comparison set */
  readonly taken: Settings;
}

/** A run that was put aside, to be compared with the present one. It lasts as long as the page. */
export interface EarlierRun {
  /** Its settings, vocabulary, curves and exam */
  readonly saved: SavedRun;
  readonly state: TrainingState;
  /** The text that it was trained on */
  readonly source: Source;
  /** The kept run that it is already, or has become */
  readonly kept: string | undefined;
  /** What was changed for the run after it */
  readonly changes: Partial<Settings>;
  /** They hold while the present run has these changes */
  readonly names: RunNames | undefined;
  /** The comparison that had set its settings, if one had */
  readonly trip: Trip | undefined;
}

/** The next run, which begins once the present one has been put aside. */
export interface NextRun {
  readonly changes: Partial<Settings>;
  readonly names: RunNames | undefined;
  /** What it waits for: the present run's end, or the trainer's copy of that run */
  readonly once: 'done' | 'kept';
  /** The text that both are to be trained on */
  readonly source: Source;
}

export interface AgainState {
  readonly earlier: EarlierRun | undefined;
  readonly next: NextRun | undefined;
  /** It outlasts the earlier run: who drops that one goes on with a model that the comparison made */
  readonly trip: Trip | undefined;
  /** What the earlier run guesses in the watched sentence: undefined until the trainer has answered */
  readonly guesses: GuessAnswer | undefined;
}

export const NOTHING_EARLIER: AgainState = {
  earlier: undefined,
  next: undefined,
  trip: undefined,
  guesses: undefined,
};
