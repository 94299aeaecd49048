import type { WorkerClient } from '../../client/workers';
import type { TrainerEvent, TrainerRequest } from '../../protocol/trainer';
import type { KeptRun } from '../../storage/keptRun';
import { createRuns, type Runs } from '../../storage/keptRuns';
import type { Subject } from '../../takeaway/messages';
import type { Latest } from '../latest';
import type { Part } from '../page';
import type { RunActions } from '../playground/run';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import { patcher, type Reads, type Slice } from '../slice';
import { createChoice } from './choice';
import { createKeeping } from './keeping';
import { createList } from './list';
import { createReopen } from './reopen';
import type { LibrarySlice } from './state';
import type { Taking } from './taking';

/** What the Library needs of the rest of the page. */
export interface LibraryParts {
  readonly playground: Reads<PlaygroundState>;
  readonly trainer: Pick<WorkerClient<TrainerRequest>, 'post'>;
  readonly run: Pick<RunActions, 'onKept' | 'onLost'>;
  readonly text: Pick<TextActions, 'reopen' | 'chosenIn'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Latest;
  readonly show: (part: Part) => void;
  readonly say: (notice: string) => void;
  readonly storage?: Runs;
}

/** The Library: keep the playground's run, compare kept runs, rename, delete, open them again. */
export function createLibraryActions(store: Slice<LibrarySlice>, parts: LibraryParts) {
  const { playground, trainer, run, text, reopenings, show, say, storage = createRuns() } = parts;
  const set = patcher(store, 'library');
  const { chooseFirst, chooseAgain, ...choice } = createChoice(store);
  const { find, ...list } = createList(store, {
    ...{ storage, say, choice: { chooseAgain } },
    onLost: run.onLost,
  });
  const { chosenIn } = text;
  const { named, onTrainerEnd, ...keeping } = createKeeping(store, {
    ...{ playground, trainer, run, chosenIn, list, say },
  });
  /** Loaded with the first run that is taken away */
  let taking: Taking | undefined;
  const weights = (id: string) => storage.state(id);
  const reopen = createReopen(store, { playground, text, reopenings, show, find, weights });

  return {
    ...list,
    ...keeping,
    /** The playground's run with its weights, or why it cannot be had. */
    async take() {
      const { createTaking } = await import('./taking');
      taking ??= createTaking({ playground, trainer, chosenIn, named });
      return taking.take();
    },
    onTaken: (event: Extract<TrainerEvent, { type: 'kept' }>) => taking?.onTaken(event),
    ...reopen,
    onTrainerEnd() {
      onTrainerEnd();
      taking?.onEnd();
    },
    ...choice,
    /** Weights and moments of a kept run; undefined where they cannot be read. */
    state: weights,
    /** The part is shown: reads the list, and chooses the newest runs of one exam where none is chosen. */
    async visit() {
      await list.load();
      chooseFirst();
    },
    /** Parameters of a kept run, laid out as `model/layout.ts` has them for its settings and vocabulary. */
    weights: async (id: string): Promise<Float32Array | undefined> =>
      (await weights(id))?.parameters,
    /** A kept run as the worker that makes files of it needs it: with its weights where only the page holds them. */
    async subject(saved: KeptRun): Promise<Subject> {
      const isHeld = store.getState().library.held.has(saved.id);
      return { run: saved, state: isHeld ? await weights(saved.id) : undefined };
    },
    /** Shows the Library, which reads these files of runs. */
    receive(files: readonly File[]) {
      set({ arrived: [...store.getState().library.arrived, ...files] });
      show('library');
    },
    /** They are read, or are not wanted after all. Others may have come meanwhile. */
    received(files: readonly File[]) {
      set({ arrived: store.getState().library.arrived.filter((file) => !files.includes(file)) });
    },
    /** Keeps the playground's run, then opens the one that waits. */
    keepThenOpen() {
      const { asking } = store.getState().library;
      set({ asking: undefined });
      if (asking !== undefined) keeping.keepThen(() => reopen.open(asking, true));
    },
    dismiss: () => set({ problem: undefined, refused: undefined }),
  };
}

export type LibraryActions = ReturnType<typeof createLibraryActions>;
