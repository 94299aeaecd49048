import type { App } from '../store/app';
import type { OpenLesson } from '../store/lessons/state';
import type { Lesson } from './lesson';

export interface Player {
  /** Does the step shown for the person, by the page's own actions. */
  doIt(): Promise<void>;
  stop(): void;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Plays a lesson on the page: sets it up for each step, watches whether that is done, and notes what was seen. */
export function playLesson(app: App, lesson: Lesson): Player {
  const { store, lessons } = app;
  /** The visit of a step that the page was set up for last */
  let visit: number | undefined;
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
      trouble = wordsOf(error);
    }
    if (open()?.visit === now.visit) lessons.setUp(trouble);
  };

  const cover = ({ step: index, notes, end, covers }: OpenLesson) => {
    const step = lesson.steps[index];
    const wanted = (end === undefined ? step?.covers?.(notes) : step?.coversAfter) ?? [];
    if (wanted.join() !== covers.join()) lessons.cover(wanted);
  };

  const check = ({ step: index, notes, end, isReady, isWatched }: OpenLesson) => {
    const step = lesson.steps[index];
    if (!step || !isReady || end !== undefined) return;
    if (step.bet && notes[step.id] === undefined && !isWatched) return;
    const seen = step.check(store.getState(), notes);
    if (seen === false) return;
    if (seen !== true) lessons.note(seen);
    lessons.endStep(isWatched ? 'watched' : 'done');
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
        lessons.setUp(wordsOf(error));
      }
    },
    stop() {
      isStopped = true;
      unsubscribe();
    },
  };
}
