import { soon } from '../base/testSoon';
import type { Notes } from '../store/lessons/state';
import { testApp } from '../store/testApp';
import type { Lesson, Step } from './lesson';
import { playLesson } from './player';

/** The step of a lesson that has this id. */
export function stepOf(lesson: Lesson, id: string): Step {
  const step = lesson.steps.find((one) => one.id === id);
  if (!step) throw new Error(`stepOf: ${lesson.id} has no step ${id}`);
  return step;
}

/** What a lesson says of a step with these notes. */
export function told(lesson: Lesson, id: string, notes: Notes): string | undefined {
  const w = testApp();
  return stepOf(lesson, id).tell?.(w.state(), notes);
}

/** A lesson that is played on a page without workers; its steps take the page as it is. */
export function playOn(lesson: Lesson) {
  const w = testApp();
  w.app.text.takeCopy('Your text', 'A cat. A dog.');
  const steps = lesson.steps.map((step) => ({ ...step, begin: () => {} }));
  w.app.lessons.open(lesson.id);
  const player = playLesson(w.app, { ...lesson, steps });
  const open = () => w.state().lessons.open!;
  return {
    ...w,
    player,
    open,
    async goTo(id: string) {
      w.app.lessons.goTo(lesson.steps.indexOf(stepOf(lesson, id)));
      await soon(() => {
        if (!open().isReady) throw new Error('not ready');
      });
    },
  };
}
