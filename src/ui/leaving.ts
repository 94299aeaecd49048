import { useEffect } from 'react';
import { useStore } from 'zustand';
import { watchWriting } from '../storage/writing';
import type { App } from '../store/app';
import { isUnkept } from '../store/playground/selectors';

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

/**
 * Has the browser ask before it leaves the page where the playground holds a run that neither saves itself nor is kept,
 * or reads a text that was pasted and is not written yet.
 */
export function useUnkeptQuestion(app: App) {
  const unkept = useStore(
    app.store,
    (s) => (isUnkept(s) && s.checkpoint.isUnsaved) || s.opening?.isPasted === true,
  );
  useEffect(() => {
    if (!unkept) return;
    // A separate function: the same one would be removed along with the listener for writing.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unkept]);
}
