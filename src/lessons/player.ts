import { reasonOf } from '../base/words';
import type { App } from '../store/app';
import type { Notes, OpenLesson } from '../store/lessons/state';
import type { Lesson, Step } from './lesson';

export interface Player {
  /** Does the step shown for the person, by the page's own actions. */
  doIt(): Promise<void>;
  stop(): void;
}

/** Plays a lesson on the page: sets it up for each step, watches whether that is done, and notes what was seen. */
export function playLesson(app: App, lesson: Lesson): Player {
  const { store, lessons } = app;
  /** The visit of a step that the page was set up for last */
  let visit: number | undefined;
  /** The visit of a step that was done, and that is measured or was */
  let measured: number | undefined;
  let isStopped = false;
  /** What the check notes changes the store, which calls the check */
  let isLooking = false;

  const open = () => {
    const { open: shown } = store.getState().lessons;
    return shown?.id === lesson.id && !isStopped ? shown : undefined;
  };

  const setUp = async (now: OpenLesson) => {
    visit = now.visit;
    let trouble: string | undefined;
    try {
      await lesson.steps[now.step]?.begin?.(app);
    } catch (error) {
      trouble = reasonOf(error);
    }
    if (open()?.visit === now.visit) lessons.setUp(trouble);
  };

  const cover = ({ step: index, notes, end, covers }: OpenLesson) => {
    const step = lesson.steps[index];
    const wanted = (end === undefined ? step?.covers?.(notes) : step?.coversAfter) ?? [];
    if (wanted.join() !== covers.join()) lessons.cover(wanted);
  };

  /** Whether something was noted that was not. */
  const remember = ({ remember: take }: Step, { notes }: OpenLesson): boolean => {
    const more = take?.(store.getState(), notes);
    if (!more || Object.keys(more).every((name) => more[name] === notes[name])) return false;
    lessons.note(more);
    return true;
  };

  const finish = async (step: Step, { visit: mine, notes }: OpenLesson, seen: Notes) => {
    const isMine = () => open()?.visit === mine;
    lessons.note(seen);
    if (step.measure) {
      measured = mine;
      lessons.measure();
      try {
        const found = await step.measure(app, { ...notes, ...seen });
        if (!isMine()) return;
        lessons.note(found);
      } catch (error) {
        if (isMine()) lessons.setUp(reasonOf(error));
        return;
      }
    }
    lessons.endStep(open()?.isWatched ? 'watched' : 'done');
  };

  const check = (shown: OpenLesson) => {
    const step = lesson.steps[shown.step];
    if (!step || !shown.isReady || shown.end !== undefined || measured === shown.visit) return;
    if (step.bet && shown.notes[step.id] === undefined && !shown.isWatched) return;
    const now = remember(step, shown) ? open() : shown;
    if (!now) return;
    const seen = step.check(store.getState(), now.notes);
    if (seen !== false) void finish(step, now, seen === true ? {} : seen);
  };

  const look = () => {
    const shown = open();
    if (!shown || isLooking) return;
    isLooking = true;
    cover(shown);
    if (shown.visit === visit) check(shown);
    else void setUp(shown);
    const now = open();
    if (now) cover(now); // it may have ended meanwhile
    isLooking = false;
  };

  const unsubscribe = store.subscribe(look);
  look();
  return {
    async doIt() {
      const shown = open();
      const step = shown && lesson.steps[shown.step];
      if (!step) return;
      lessons.watchStep();
      try {
        await step.doIt(app);
      } catch (error) {
        lessons.setUp(reasonOf(error));
      }
    },
    stop() {
      isStopped = true;
      unsubscribe();
    },
  };
}
