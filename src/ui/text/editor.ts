import type { App } from '../../store/app';
import { isCovered } from '../../store/playground/youFirst/youFirst';

/** The box with the training text, while it is on the page */
let box: HTMLTextAreaElement | null = null;
/** Whether it was asked for before it was there: the view with it is fetched when it is first opened. */
let isAwaited = false;

/** Whether all of it is in the window, and not behind what stands at the bottom edge. */
function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom);
  return top >= 0 && bottom <= innerHeight - (covered || 0);
}

function takeCaret(of: HTMLTextAreaElement) {
  of.focus({ preventScroll: true });
  of.select();
  of.scrollTop = 0;
  if (!isInSight(of)) of.closest('[aria-labelledby="text-heading"]')?.scrollIntoView();
}

/** Told of the box as it comes and goes. */
export function noteBox(element: HTMLTextAreaElement | null) {
  box = element;
  if (!box || !isAwaited) return;
  isAwaited = false;
  takeCaret(box);
}

/** Brings the training text into sight with all of it selected, so that a paste takes its place. */
export function openEditor(app: App) {
  app.text.showAs('edit');
  if (box) takeCaret(box);
  else isAwaited = !isCovered(app.store.getState());
}

const trainButton = () => document.querySelector<HTMLElement>('[data-shortcut="t"]');

/** Leaves the editor for Train, or Pause. */
export const leaveEditor = () => trainButton()?.focus();

/** Trains on what stands in the box, and goes up to the sentence, where that shows. */
export function trainOnBox(app: App) {
  app.run.train();
  app.text.ensure();
  trainButton()?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}
