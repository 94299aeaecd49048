import { MOST_OWN_TEXTS } from '../../config/textLimits';
import type { Source } from '../../protocol/texts';
import { noteDeleted } from '../../storage/deletedTexts';
import type { KeptRun } from '../../storage/keptRun';
import { renew } from '../../storage/ownText';
import { usualOf } from '../playground/languageSettings';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import { patcher, type Slice } from '../slice';
import { copyName } from './duplicate';
import type { LibraryActions } from './library';
import { defaultName, hasDefaultName, uniqueName } from './runName';
import { type LibrarySlice, libraryProblem, type TextsState } from './state';
import { runsOfText, runsThatNeed } from './textFacts';

/** What the Library needs to arrange the person's own texts. */
export interface TextsParts {
  readonly store: Slice<PlaygroundState & LibrarySlice>;
  readonly text: Pick<TextActions, 'arrange' | 'chooseOwn'>;
  readonly library: Pick<LibraryActions, 'describe' | 'load'>;
}

/** The person's own texts in the Library: open, rename, duplicate, delete, undo that. */
export function createOwnTextActions({ store, text, library }: TextsParts) {
  const set = patcher(store, 'library');
  const get = (): TextsState => store.getState().library.texts ?? {};
  const setTexts = (change: TextsState) => set({ texts: { ...get(), ...change } });
  const own = () => store.getState().own;
  const arrange = (list: readonly Source[]) => text.arrange(list, get().deleted?.text);
  const namesBeside = (source?: Source) =>
    own().flatMap((other) => (other === source ? [] : [other.name]));

  /** The playground goes on showing it, and a run that learns from it goes on, until something else is chosen there. */
  const remove = (source: Source) => {
    const place = own().indexOf(source);
    if (place < 0) return;
    setTexts({ asking: undefined, deleted: { text: source, place } });
    const others = own().toSpliced(place, 1);
    // Of a copy that is left it would be wrong to say so.
    noteDeleted(source, !others.some((other) => other.text === source.text));
    arrange(others);
  };

  /** The runs of a text follow its name, but for those that somebody has given a name of their own. */
  const renameRuns = async (runs: readonly KeptRun[], name: string) => {
    const taken = new Map(store.getState().library.list.map((run) => [run.id, run.name]));
    for (const run of runs) {
      const usual = usualOf(run);
      taken.delete(run.id);
      const named = hasDefaultName(run, usual)
        ? defaultName(name, run.settings, [...taken.values()], usual)
        : run.name;
      taken.set(run.id, named);
      await library.describe({ ...run, name: named, text: { ...run.text, name } });
    }
    if (runs.length > 0) await library.load();
  };

  return {
    /** Shows a text in the playground, where it is the one to learn from. */
    open: (source: Source) => text.chooseOwn(own().indexOf(source)),

    /** Gives a text another name; an empty one is not taken. */
    async rename(source: Source, wanted: string): Promise<void> {
      const trimmed = wanted.trim();
      if (trimmed === '' || trimmed === source.name || !own().includes(source)) return;
      const runs = runsOfText(source, own(), store.getState().library.list);
      // In the text itself: what was prepared or trained from it knows it by its identity.
      Object.assign(source, { name: uniqueName(trimmed, namesBeside(source)) });
      renew(source);
      arrange([...own()]);
      await renameRuns(runs, source.name);
    },

    /** Keeps a copy as the newest. A long text and its copy share a file, as neither ever changes. Returns whether it did. */
    duplicate(source: Source): boolean {
      if (own().length >= MOST_OWN_TEXTS) {
        const problem = libraryProblem(
          `“${source.name}” was not duplicated.`,
          `${MOST_OWN_TEXTS} texts are kept here, and no more have room.`,
          'Delete a text first.',
        );
        set({ problem });
        return false;
      }
      const name = uniqueName(copyName(source.name), namesBeside());
      const { origin: _, ...rest } = source;
      arrange([{ ...rest, name }, ...own()]);
      return true;
    },

    /** Deletes a text, which can be had back until the next is deleted. Asks first where a run of these needs it. */
    remove(source: Source, runs: readonly Pick<KeptRun, 'text'>[]) {
      if (runsThatNeed(source, own(), runs).length > 0) setTexts({ asking: source });
      else remove(source);
    },
    /** Deletes the one that was asked about. */
    removeAnyway() {
      const { asking } = get();
      if (asking) remove(asking);
    },
    cancelRemove: () => setTexts({ asking: undefined }),

    /** Takes the last deletion back. */
    undelete() {
      const { deleted } = get();
      if (!deleted) return;
      setTexts({ deleted: undefined });
      noteDeleted(deleted.text, false);
      // It may have been opened with its run meanwhile.
      if (!own().includes(deleted.text)) arrange(own().toSpliced(deleted.place, 0, deleted.text));
    },
  };
}

export type OwnTextActions = ReturnType<typeof createOwnTextActions>;
