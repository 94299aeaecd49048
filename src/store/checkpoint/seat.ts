import type { Problem } from '../../protocol/problem';
import type { TrainerEvent } from '../../protocol/trainer';
import { hasSavedRuns } from '../../storage/runHint';
import type { Link } from '../links/readLink';
import { patcher } from '../slice';
import type { Checkpoints } from './checkpoints';
import type { CheckpointParts } from './parts';
import { newCheckpoint } from './state';

/** What the page needs at once of runs that save themselves. All else is loaded with the first run that trains. */
export function createCheckpointSeat(parts: Omit<CheckpointParts, 'heardAt' | 'sayNoText'>) {
  const { page } = parts;
  const set = patcher(page, 'checkpoint');
  let heardAt = 0;
  let loading: Promise<Checkpoints> | undefined;
  const part = () => {
    loading ??= import('./checkpoints').then(({ createCheckpoints }) =>
      createCheckpoints({ ...parts, sayNoText, heardAt: () => heardAt }),
    );
    return loading;
  };

  const sayNoText = (name: string) =>
    set({
      told: `Your run on “${name}” cannot be opened: its text is no longer among your texts. Open that text, then open the run in the Library.`,
    });

  /** Where that part cannot be loaded, the run goes on without being saved. */
  const tell = (act: (loaded: Checkpoints) => unknown) => void part().then(act, () => {});

  return {
    /** The training worker has said something. */
    hear(event: TrainerEvent) {
      heardAt = performance.now();
      if (event.type === 'saved') tell((loaded) => loaded.onSaved(event));
      else if (event.type === 'state' && event.state === 'running') {
        tell((loaded) => loaded.onRunning());
      }
    },
    /** The run has failed. True where it had taken steps: then it comes back by itself. */
    onFailure(problem: Problem): boolean {
      const { run } = page.getState();
      const { backend } = run.backend ?? {};
      const isWorth = run.step > 0 || run.status === 'running';
      if (isWorth) {
        parts.run.awaitReturn();
        void part().then(
          (loaded) => loaded.fail(problem, backend),
          () => parts.run.stop(problem),
        );
      }
      return isWorth;
    },
    /** The run that the page was opened for, if it saved itself on an earlier visit. */
    find: async (link: Link) =>
      (await hasSavedRuns()) ? (await part().catch(() => undefined))?.find(link) : undefined,
    /** Opens a run that saved itself, also where another tab has it open. */
    open: async (id: string) => (await part()).open(id),
    sayNoText,
    dismiss: (what: 'back' | 'other' | 'told' | 'refusal') =>
      set({ [what]: newCheckpoint().checkpoint[what] }),
  };
}

export type CheckpointActions = ReturnType<typeof createCheckpointSeat>;
