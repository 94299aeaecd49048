import type { TrainingState } from '../../base/trainingState';
import type { KeptRun } from '../../storage/keptRun';
import type { Latest } from '../latest';
import type { Part } from '../page';
import { isUnkept } from '../playground/selectors';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import { patcher, type Reads, type Slice } from '../slice';
import { type LibrarySlice, libraryProblem } from './state';

export interface ReopenParts {
  readonly playground: Reads<PlaygroundState>;
  readonly text: Pick<TextActions, 'reopen'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Latest;
  readonly show: (part: Part) => void;
  readonly find: (id: string) => KeptRun | undefined;
  readonly weights: (id: string) => Promise<TrainingState | undefined>;
}

/** Opens a kept run in the playground, in the place of the run that is there. */
export function createReopen(
  store: Slice<LibrarySlice>,
  { playground, text, reopenings, show, find, weights }: ReopenParts,
) {
  const set = patcher(store, 'library');

  const refuse = ({ name }: KeptRun, why: string, advice: string) =>
    set({ problem: libraryProblem(`“${name}” cannot be opened.`, why, advice) });

  /** Asks first where the playground's run would be lost, unless that is `agreed`. */
  const open = async (id: string, agreed = false) => {
    const isWanted = reopenings.begin();
    const saved = find(id);
    if (!saved) return;
    const mustAsk = () => !agreed && isUnkept(playground.getState());
    if (mustAsk()) {
      set({ asking: id });
      return;
    }
    set({ asking: undefined, problem: undefined });
    if (saved.closed !== undefined) {
      refuse(saved, saved.closed, 'Its curves, exam and weights stay here.');
      return;
    }
    const state = await weights(id);
    if (!isWanted()) return;
    if (mustAsk()) {
      set({ asking: id }); // a run was begun meanwhile
      return;
    }
    if (!state) {
      refuse(
        saved,
        'Its weights cannot be read from this browser’s storage.',
        'Reload the page and try again. Its curves and exam stay here.',
      );
      return;
    }
    if (text.reopen({ saved, state, isWanted })) show('playground');
    else {
      refuse(
        saved,
        `Its text, “${saved.text.name}”, is no longer among your texts.`,
        'Open that text in the playground, then open the run again. Its curves and exam stay here.',
      );
    }
  };

  return {
    open: (id: string, agreed?: boolean) => open(id, agreed),
    cancelOpen() {
      reopenings.cancel();
      set({ asking: undefined });
    },
  };
}
