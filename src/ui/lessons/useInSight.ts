import { useEffect } from 'react';
import type { Step } from '../../lessons/lesson';
import type { OpenLesson } from '../../store/lessons/state';

/** Panels that have no id */
const PANELS: Readonly<Record<string, string>> = {
  specimen: '[aria-label="Specimen"]',
  text: '[aria-labelledby="text-heading"]',
};

const matches = (query: string) => matchMedia(query).matches;

/**
 * Brings what a step is about into sight, as soon as it is on the page: another part of the page may still be loading.
 * On a phone to the top, as the lesson stands below.
 */
export function useInSight({ id, at }: Step, { isReady, visit, notes }: OpenLesson) {
  const hasBet = notes[id] !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each step that is begun, and once its bet has uncovered what it is about
  useEffect(() => {
    if (!isReady || at === undefined) return;
    const observer = new MutationObserver(() => look());
    const look = () => {
      const element = document.querySelector(PANELS[at] ?? `#${at}`);
      if (!element) return;
      observer.disconnect();
      element.scrollIntoView({
        block: matches('(max-width: 760px)') ? 'start' : 'nearest',
        behavior: matches('(prefers-reduced-motion: reduce)') ? 'auto' : 'smooth',
      });
    };
    observer.observe(document.body, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [isReady, hasBet, visit, at]);
}
