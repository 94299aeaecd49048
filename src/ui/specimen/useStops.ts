import { type KeyboardEvent, useState } from 'react';
import type { Direction } from '../../corpus/direction';

/**
 * Which of `count` words a key moves the focus to; undefined for all other keys. The arrows follow the reading direction,
 * and stop at both ends.
 */
export function nextStop(key: string, from: number, count: number, dir: Direction) {
  const [back, on] = dir === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  if (key === back) return Math.max(0, from - 1);
  if (key === on) return Math.min(count - 1, from + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function moveFocus(event: KeyboardEvent<HTMLElement>, dir: Direction) {
  if (event.ctrlKey || event.metaKey || event.altKey) return; // Alt and an arrow go back in the history.
  const stops: Element[] = [...event.currentTarget.querySelectorAll('button')];
  const from = document.activeElement ? stops.indexOf(document.activeElement) : -1;
  const to = from < 0 ? undefined : stops[nextStop(event.key, from, stops.length, dir) ?? -1];
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault(); // Home and End would scroll the page.
  to.focus();
}

/**
 * Makes the buttons of a sentence one stop of the Tab key, with arrow keys from one to the next. Tab reaches the one that
 * had the focus last.
 *
 * @param places of the buttons, each with a number of its own
 * @param usual the place that Tab reaches before any had the focus
 */
export function useStops(places: readonly number[], usual: number, dir: Direction) {
  const [last, setLast] = useState(usual);
  const stop = places.includes(last) ? last : usual;
  return {
    tabIndexOf: (place: number) => (place === stop ? 0 : -1),
    noteFocus: setLast,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveFocus(event, dir),
  };
}
