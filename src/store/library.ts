import type { StoreApi } from 'zustand/vanilla';
import { newId } from '../base/newId';
import type { TrainingState } from '../base/trainingState';
import { bytesOf } from '../base/trainingState';
import type { WorkerClient } from '../client/workers';
import { RESET_KEYS } from '../config/settings';
import type { Problem } from '../protocol/problem';
import type { Snapshot } from '../protocol/run';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { KeptRun } from '../storage/keptRun';
import { createRuns, type Runs } from '../storage/keptRuns';
import { wholeExamId } from '../tokenizer/vocabularyId';
import { usualFor } from './languageSettings';
import type { RunActions } from './run';
import { defaultName, uniqueName } from './runName';
import { findSource, savedText } from './savedText';
import { type AppState, isCurrent, loadedSettings, type Part } from './state';
import type { TextActions } from './text';

/** Runs in one chart, at most: more lines could not be told apart. */
export const MOST_CHOSEN = 8;
/** Runs that are chosen for a person who has chosen none. */
const FIRST_CHOSEN = 4;

export interface LibraryState {
  /** Newest first */
  readonly list: readonly KeptRun[];
  /** Whether the list has been read */
  readonly isRead: boolean;
  /** Ids of those that last only until the page is closed */
  readonly held: ReadonlySet<string>;
  /** Ids of those that are compared, the first being what the others are compared with; all sat one exam */
  readonly chosen: readonly string[];
  /** One that was chosen in vain */
  readonly refused: { readonly id: string; readonly why: 'exam' | 'many' } | undefined;
  /** The playground's run that the trainer was asked for */
  readonly keeping: number | undefined;
  /** What of the playground's run is kept */
  readonly kept: { readonly runId: number; readonly step: number; readonly id: string } | undefined;
  /** Deleted last; it can be had back */
  readonly deleted: KeptRun | undefined;
  /** One that would be opened in the place of a run that is not kept, until the person decides */
  readonly asking: string | undefined;
  readonly problem: Problem | undefined;
}

export const NO_LIBRARY: LibraryState = {
  list: [],
  isRead: false,
  held: new Set(),
  chosen: [],
  refused: undefined,
  keeping: undefined,
  kept: undefined,
  deleted: undefined,
  asking: undefined,
  problem: undefined,
};

/** Whether the playground holds steps that no kept run has. */
export function isUnkept({ run, library }: AppState): boolean {
  const { kept } = library;
  return run.step > 0 && !(kept?.runId === run.runId && kept.step === run.step);
}

/** What the list of runs needs of the rest of the page. */
export interface LibraryParts {
  readonly trainer: WorkerClient<TrainerRequest>;
  readonly run: Pick<RunActions, 'restore' | 'offer'>;
  readonly document: Pick<
    TextActions,
    | 'prepare'
    | 'chooseOwn'
    | 'chooseById'
    | 'chooseLanguage'
    | 'openLanguage'
    | 'takeCopy'
    | 'keepSettings'
    | 'chosenIn'
  >;
  readonly show: (part: Part) => void;
  readonly storage?: Runs;
}

/** The list of runs: keep, compare, rename, delete, open again. */
export function createLibraryActions(store: StoreApi<AppState>, parts: LibraryParts) {
  const { trainer, run, document, show, storage = createRuns() } = parts;
  /** Weights of the run that was deleted last */
  let deletedState: TrainingState | undefined;
  /** Where it stood among the chosen; -1 where it was not */
  let deletedPlace = -1;
  /** What waits for the playground's run to be kept */
  let afterKeeping: { readonly runId: number; readonly act: () => unknown } | undefined;

  const get = () => store.getState().library;
  const set = (patch: Partial<LibraryState>) =>
    store.setState((s) => ({ library: { ...s.library, ...patch } }));
  const find = (id: string) => get().list.find((saved) => saved.id === id);
  const fail = (what: string, why: string, advice: string) =>
    set({ problem: { kind: 'storage', what, why, advice } });

  /** A run is not there any more: if it was the playground's, that is not kept now. */
  const forgetKept = (id: string) => {
    if (get().kept?.id === id) set({ kept: undefined });
  };

  const load = async () => {
    const { runs: list, held } = await storage.list();
    const isThere = (id: string) => list.some((saved) => saved.id === id);
    set({ list, held, isRead: true, chosen: get().chosen.filter(isThere) });
  };

  /** Keeps a run with its weights, and returns its id; its name gets a number where it is taken. */
  const add = async (saved: KeptRun, state: TrainingState): Promise<string> => {
    if (!get().isRead) await load();
    const taken = get().list.map(({ name }) => name);
    const named = { ...saved, name: uniqueName(saved.name, taken) };
    const place = await storage.put(named, state);
    await load();
    if (place !== 'stored') {
      const why =
        place === 'no room'
          ? `There is no room left in this browser’s storage for “${named.name}”. Delete runs in the Library to make room.`
          : 'This browser does not let the page store anything.';
      store.setState({ notice: `${why} The run will be lost when you close the page.` });
    }
    return named.id;
  };

  const toSaved = (snapshot: Snapshot): KeptRun | undefined => {
    const state = store.getState();
    const { loaded, backend, facts, train, evals, changed } = state.run;
    if (!loaded) return undefined;
    const { source, vocabulary } = loaded.prepared;
    const settings = loadedSettings(snapshot.settings, loaded.settings);
    const { step } = snapshot.state;
    const taken = get().list.map(({ name }) => name);
    return {
      id: newId(),
      name: defaultName(source.name, settings, taken, usualFor(source)),
      savedAt: Date.now(),
      text: savedText(loaded.prepared),
      settings,
      changed: [...new Set([...changed, ...snapshot.changed])].filter(
        (name) => !RESET_KEYS.includes(name),
      ),
      vocabulary,
      backend: backend && { name: backend.backend, device: backend.device },
      curves: {
        train: train.filter((point) => point.step <= step),
        evals: evals.filter((point) => point.step <= step),
      },
      step,
      exam: { ...snapshot.exam, id: wholeExamId(snapshot.exam.id, vocabulary) },
      floors: facts?.language && 'floors' in facts.language ? facts.language.floors : undefined,
      byHand: settings.maskStrategy === 'hand' ? [...document.chosenIn(source)] : undefined,
      bytes: bytesOf(snapshot.state),
    };
  };

  /** Whether the trainer was asked for the present run, or is being asked. */
  const keep = (): boolean => {
    const { run: present } = store.getState();
    if (!present.facts || present.step === 0) return false;
    if (get().keeping === present.runId) return true;
    set({ keeping: present.runId });
    trainer.post({ type: 'keep', runId: present.runId });
    return true;
  };

  /** Keeps the playground's run, then acts; where it cannot be kept, says so and does not. */
  const keepThen = (act: () => unknown) => {
    const { runId } = store.getState().run;
    if (keep()) afterKeeping = { runId, act };
    else {
      fail(
        'The playground’s run cannot be kept.',
        'Its model is gone: the worker that trained it has ended.',
        'Go on without keeping it, or train again.',
      );
    }
  };

  const cannotOpen = ({ name }: KeptRun, why: string, advice: string) =>
    fail(`“${name}” cannot be opened.`, why, advice);

  /** Counts what was asked to be opened: the last one asked for is opened, however slow the storage is. */
  let opened = 0;

  const open = async (id: string, overUnkept = false) => {
    const mine = ++opened;
    const saved = find(id);
    if (!saved) return;
    const mustAsk = () => !overUnkept && isUnkept(store.getState());
    if (mustAsk()) {
      set({ asking: id });
      return;
    }
    set({ asking: undefined, problem: undefined });
    if (saved.closed !== undefined) {
      cannotOpen(saved, saved.closed, 'Its curves, exam and weights stay here.');
      return;
    }
    const state = await storage.state(id);
    if (mine !== opened) return;
    if (mustAsk()) {
      set({ asking: id }); // a run was begun meanwhile
      return;
    }
    if (!state) {
      cannotOpen(
        saved,
        'Its weights cannot be read from this browser’s storage.',
        'Reload the page and try again. Its curves and exam stay here.',
      );
      return;
    }
    const again = () => (isCurrent(store.getState()) ? run.offer() : document.prepare());
    const choose = findSource(store.getState(), saved.text, document, again);
    if (!choose) {
      cannotOpen(
        saved,
        `Its text, “${saved.text.name}”, is no longer among your texts.`,
        'Open that text in the playground, then open the run again. Its curves and exam stay here.',
      );
      return;
    }
    show('playground');
    if (choose !== again) document.keepSettings();
    store.setState({ settings: saved.settings });
    const onTaken = (runId: number) => set({ kept: { runId, step: saved.step, id } });
    run.restore({ saved, state, onTaken });
    choose();
  };

  return {
    load,
    keep,
    keepThen,
    add,
    open,
    /** The part is shown: reads the list, and chooses the newest runs of one exam where none is chosen. */
    async visit() {
      await load();
      const { list, chosen } = get();
      if (chosen.length > 0) return;
      const newest = list.filter(({ exam }) => exam.id === list[0]?.exam.id).slice(0, FIRST_CHOSEN);
      set({ chosen: newest.map(({ id }) => id).reverse(), refused: undefined });
    },
    /** Parameters of a kept run, laid out as `model/layout.ts` has them for its settings and vocabulary. */
    weights: async (id: string): Promise<Float32Array | undefined> =>
      (await storage.state(id))?.parameters,
    /** Compares a run with those chosen, or no longer. One of another exam cannot stand beside them. */
    choose(id: string, on: boolean) {
      const { chosen } = get();
      const others = chosen.filter((other) => other !== id);
      if (!on) {
        set({ chosen: others, refused: undefined });
        return;
      }
      const exam = find(others[0] ?? id)?.exam.id;
      if (find(id)?.exam.id !== exam) set({ refused: { id, why: 'exam' } });
      else if (others.length >= MOST_CHOSEN) set({ refused: { id, why: 'many' } });
      else set({ chosen: [...others, id], refused: undefined });
    },
    /** Compares it with nothing else: the choice begins anew. */
    chooseAlone: (id: string) => set({ chosen: [id], refused: undefined }),
    /** Gives a run another name; an empty one is not taken. */
    async rename(id: string, wanted: string) {
      const saved = find(id);
      const trimmed = wanted.trim();
      if (!saved || trimmed === '' || trimmed === saved.name) return;
      const taken = get().list.flatMap((other) => (other.id === id ? [] : [other.name]));
      const name = uniqueName(trimmed, taken);
      const became = await storage.describe({ ...saved, name });
      if (became === 'refused') {
        fail(
          `“${saved.name}” could not be renamed.`,
          'The browser did not save the new name.',
          'Delete a run to make room, or try again.',
        );
        return;
      }
      if (became === 'gone') {
        forgetKept(id);
        fail(
          `“${saved.name}” is gone, so it could not be renamed.`,
          'It was deleted in another tab, or along with the page’s stored data.',
          'Press Undo in that tab to have it back, or keep the run again.',
        );
      }
      await load();
    },
    /** Deletes a run at once; until the next is deleted, or the page is closed, it can be had back. */
    async remove(id: string) {
      const saved = find(id);
      if (!saved) return;
      const state = await storage.state(id);
      if (!(await storage.remove(id))) {
        fail(
          `“${saved.name}” could not be deleted.`,
          'The browser did not remove it from its storage.',
          'Reload the page and try again.',
        );
        return;
      }
      deletedState = state;
      forgetKept(id);
      deletedPlace = get().chosen.indexOf(id);
      set({ deleted: state && saved, refused: undefined });
      await load();
    },
    /** Takes the last deletion back; the run stands among the chosen again if it did, and still can. */
    async undelete() {
      const { deleted } = get();
      if (!deleted || !deletedState) return;
      const state = deletedState;
      deletedState = undefined;
      set({ deleted: undefined });
      const place = deletedPlace;
      const id = await add(deleted, state);
      const { chosen } = get();
      const examId = find(chosen[0] ?? id)?.exam.id;
      if (place < 0 || chosen.length >= MOST_CHOSEN || examId !== deleted.exam.id) return;
      set({ chosen: chosen.toSpliced(place, 0, id) });
    },
    /** Keeps the playground's run, then opens the one that waits. */
    keepThenOpen() {
      const { asking } = get();
      set({ asking: undefined });
      if (asking !== undefined) keepThen(() => open(asking, true));
    },
    cancelOpen() {
      opened++;
      set({ asking: undefined });
    },
    dismiss: () => set({ problem: undefined, refused: undefined }),

    /** The trainer was ended: what it was asked to keep does not come. */
    onTrainerEnd() {
      if (get().keeping === undefined) return;
      afterKeeping = undefined;
      set({ keeping: undefined });
      const notice = 'This run could not be kept: the worker that trained it has ended.';
      store.setState({ notice });
    },

    async onKept({ runId, snapshot }: Extract<TrainerEvent, { type: 'kept' }>) {
      if (runId !== store.getState().run.runId) {
        if (get().keeping === runId) set({ keeping: undefined });
        return;
      }
      // Taken down before anything else happens: the curves must be those of this step.
      const saved = snapshot && toSaved(snapshot);
      const next = afterKeeping?.runId === runId ? afterKeeping.act : undefined;
      afterKeeping = undefined;
      if (!saved) {
        set({ keeping: undefined });
        const why =
          store.getState().run.facts?.examBlanks === 0
            ? 'its held-out sentences are all unknown tokens, so it has no exam.'
            : 'its loss is not a number. Reset it with a lower learning rate.';
        const notice = `This run cannot be kept: ${why}`;
        store.setState({ notice });
        return;
      }
      const id = await add(saved, snapshot.state);
      set({ keeping: undefined, kept: { runId, step: saved.step, id } });
      await next?.();
    },
  };
}

export type LibraryActions = ReturnType<typeof createLibraryActions>;
