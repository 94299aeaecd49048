import { useEffect } from 'react';
import { useStore } from 'zustand';
import { watchWriting } from '../storage/writing';
import type { App } from '../store/app';
import { losesOnLeaving } from '../store/leaving';

/**
 * Marks the document while something is being written to the browser's storage, and has the browser ask before
 * it leaves the page meanwhile.
 */
export function useWritingMark() {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    return watchWriting((isWriting) => {
      document.documentElement.toggleAttribute('data-writing', isWriting);
      if (isWriting) addEventListener('beforeunload', ask);
      else removeEventListener('beforeunload', ask);
    });
  }, []);
}

/** Has the browser ask before it leaves the page where something would be lost. */
export function useUnkeptQuestion(app: App) {
  const loses = useStore(app.store, losesOnLeaving);
  useEffect(() => {
    if (!loses) return;
    // A separate function: the same one would be removed along with the listener for writing.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [loses]);
}
