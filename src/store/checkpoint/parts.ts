import type { Source } from '../../protocol/texts';
import type { TrainerRequest } from '../../protocol/trainer';
import type { Latest } from '../latest';
import type { RunActions } from '../playground/run';
import type { SettingsActions } from '../playground/settings';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import type { Slice } from '../slice';
import type { CheckpointSlice } from './state';

/** What runs that save themselves need of the rest of the page. */
export interface CheckpointParts {
  readonly page: Slice<PlaygroundState & CheckpointSlice> & {
    readonly subscribe: (
      onChange: (state: PlaygroundState & CheckpointSlice) => void,
    ) => () => void;
  };
  readonly run: Pick<RunActions, 'load' | 'stop' | 'giveWay' | 'awaitReturn'>;
  readonly text: Pick<TextActions, 'reopen'>;
  readonly settings: Pick<SettingsActions, 'change'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Latest;
  readonly chosenIn: (source: Source) => PlaygroundState['byHand'];
  /** The address of the playground as it is */
  readonly address: () => string;
  readonly post: (request: TrainerRequest) => void;
  /** A run was to be opened, and its text of this name is gone */
  readonly sayNoText: (name: string) => void;
  /** When the training worker was heard last, ms */
  readonly heardAt: () => number;
}
