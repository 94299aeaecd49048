import type { LessonId, StepEnd } from '../../config/lessons';
import { loadLessonProgress, saveLessonProgress } from '../../storage/lessonProgress';
import type { ExperimentsActions } from '../experiments/experiments';
import type { PageState, Part } from '../page';
import type { AgainActions } from '../playground/again/again';
import type { LostRun } from '../playground/lostRun';
import type { SettingsActions } from '../playground/settings';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import type { Undo } from '../playground/undo';
import { patcher, type Reads, type Slice } from '../slice';
import type { Cover, LessonsSlice, MaskedDraw, Notes, OpenLesson } from './state';

export interface LessonParts {
  /** What a lesson takes the place of, and gives back */
  readonly page: Reads<PlaygroundState & PageState>;
  readonly text: Pick<TextActions, 'showAgain'>;
  readonly settings: Pick<SettingsActions, 'take'>;
  readonly undo: Pick<Undo, 'dismiss'>;
  readonly again: Pick<AgainActions, 'putAside'>;
  readonly experiments: Pick<ExperimentsActions, 'putAside' | 'bringBack'>;
  readonly show: (part: Part) => void;
}

/** What was shown of a draw, with what is shown now: that wins, as a token may have been covered before. */
function shownTogether(before: MaskedDraw | undefined, now: MaskedDraw): MaskedDraw {
  const all = new Map([...(before?.tokens ?? []), ...now.tokens].map((t) => [t.index, t]));
  return { ...now, tokens: [...all.values()].sort((a, b) => a.index - b.index) };
}

/** What was on the page before the lesson. */
interface Before extends PlaygroundState, PageState {}

/**
 * Lessons: which one is open, which of its steps, what was answered. What a step asks for and how the page is set up
 * for it is in `lessons/`; the player there calls these actions.
 */
export function createLessonActions(store: Slice<LessonsSlice>, parts: LessonParts) {
  const { page, text, settings: chosen, undo, again, experiments, show } = parts;
  const set = patcher(store, 'lessons');
  const get = () => store.getState().lessons;
  const patch = (change: Partial<OpenLesson>) => {
    const { open } = get();
    if (open) set({ open: { ...open, ...change } });
  };
  let visit = 0;
  const anew = (): Omit<OpenLesson, 'id' | 'step' | 'notes'> => ({
    ...{ visit: ++visit, isReady: false, isWatched: false, isMeasuring: false },
    ...{ end: undefined, covers: [], masked: [], pointed: [], trouble: undefined },
  });
  let before: Before | undefined;
  /** Has the person's own runs compared again */
  let compareAgain: (() => void) | undefined;
  /** The person's run, if a lesson took its place */
  let lostRun: LostRun | undefined;

  const forget = () => {
    before = undefined;
    compareAgain = undefined;
    lostRun = undefined;
  };

  const giveBack = () => {
    if (!before) return;
    const { part, source, settings, auto } = before;
    const now = page.getState();
    const isRunBack = now.run.runId === before.run.runId;
    show(part);
    experiments.bringBack();
    if (lostRun) lostRun.bring();
    else if (!isRunBack || now.source !== source) {
      text.showAgain(source, { settings, auto });
      undo.dismiss(); // nobody wants the lesson's text back
    } else if (now.settings !== settings) chosen.take(settings, auto);
    compareAgain?.();
    forget();
  };

  return {
    /** Shows the list of lessons beside the page. */
    list: () => set({ isListed: true, progress: loadLessonProgress() }),
    closeList: () => set({ isListed: false }),

    /** Begins a lesson, in the place of one that is open. The person's text and run come back when it is left. */
    open(id: LessonId) {
      if (!before) {
        before = page.getState();
        compareAgain = again.putAside();
      }
      experiments.putAside();
      set({
        isListed: false,
        progress: loadLessonProgress(),
        open: { id, step: 0, notes: {}, ...anew() },
      });
    },

    /** Ends the lesson; text, settings and run are as they were before. */
    leave() {
      set({ open: undefined });
      giveBack();
    },

    /**
     * Ends the lesson, and what it has made of the page stays. A run that made room for it can be had back. Three trained
     * models of the experiments come back at once: the lessons end without any.
     */
    stay() {
      set({ open: undefined });
      experiments.bringBack('models');
      lostRun?.offer('The lesson has ended, and its text and model stay.');
      // With another text it waits unseen, until its own is there again.
      if (!page.getState().again.earlier) compareAgain?.();
      forget();
    },

    /** Shows a step, as if it had never been done. */
    goTo: (step: number) => patch({ step, ...anew() }),

    /** The page is set up for the step, or why it could not be. */
    setUp: (trouble?: string) =>
      patch({ isReady: trouble === undefined, isMeasuring: false, trouble }),

    /** The step is done, but for what the page asks the model. */
    measure: () => patch({ isMeasuring: true }),

    /** Keeps what the person answered, or what was seen, until the lesson is left. */
    note(more: Notes) {
      const { open } = get();
      if (open) patch({ notes: { ...open.notes, ...more } });
    },

    /** The step shown is done for the person. */
    watchStep: () => patch({ isWatched: true }),

    cover: (covers: readonly Cover[]) => patch({ covers }),

    /** The Masked view shows these tokens of one draw. */
    see(shown: MaskedDraw) {
      const { open } = get();
      if (!open) return;
      const before = open.masked.find(({ draw }) => draw === shown.draw);
      const others = open.masked.filter((one) => one !== before);
      patch({ masked: [...others, shownTogether(before, shown)] });
    },

    /** The person points at a token of the text. */
    point(index: number) {
      const { open } = get();
      if (open && !open.pointed.includes(index)) patch({ pointed: [...open.pointed, index] });
    },

    /** The person takes that back. */
    unpoint(index: number) {
      const { open } = get();
      if (open) patch({ pointed: open.pointed.filter((one) => one !== index) });
    },

    /** The step shown has ended. The first end of a step counts, unless a better one comes: done before watched. */
    endStep(end: StepEnd) {
      const { open, progress } = get();
      if (!open || open.end !== undefined) return;
      const ends = [...(progress[open.id] ?? [])];
      if (ends[open.step] !== 'done') ends[open.step] = end;
      const next = { ...progress, [open.id]: Array.from(ends) };
      patch({ end, isMeasuring: false, covers: [] });
      set({ progress: next });
      saveLessonProgress(next);
    },

    /** A run makes room for another: the person's comes back when the lesson is left. */
    onLost(lost: LostRun) {
      if (before?.run.runId === lost.runId) lostRun = lost;
    },
  };
}

export type LessonActions = ReturnType<typeof createLessonActions>;
