import { LESSON_IDS, type LessonProgress, STEP_ENDS, type StepEnd } from '../config/lessons';

const KEY = 'cloze:lessons';

const endOf = (raw: unknown): StepEnd | undefined => STEP_ENDS.find((end) => end === raw);

/** Which steps of which lessons have ended in this browser; none where nothing is kept or it cannot be read. */
export function loadLessonProgress(): LessonProgress {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof raw !== 'object' || raw === null) return {};
    const kept = raw as Record<string, unknown>;
    return Object.fromEntries(
      LESSON_IDS.flatMap((id) => {
        const steps = kept[id];
        return Array.isArray(steps) ? [[id, steps.map(endOf)]] : [];
      }),
    );
  } catch {
    return {}; // a private window may refuse, and somebody may have edited it
  }
}

export function saveLessonProgress(progress: LessonProgress): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // A private window may refuse; progress then lasts as long as the page.
  }
}
