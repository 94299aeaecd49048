import { useEffect } from 'react';
import { useApp } from '../app';

/** A field with text in it undoes its own typing. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value !== '';
  if (!(target instanceof HTMLInputElement)) return false;
  return !['range', 'checkbox', 'radio', 'file'].includes(target.type) && target.value !== '';
}

/** Ctrl or Cmd and Z undo the last change that lost something; with Shift, or with Y, they take that back. */
export function useUndoKeys() {
  const app = useApp();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      if (altKey || !(ctrlKey || metaKey) || event.defaultPrevented || hasOwnUndo(target)) return;
      const letter = key.toLowerCase();
      const isRedo = (letter === 'z' && shiftKey) || (letter === 'y' && !shiftKey);
      if (!isRedo && (letter !== 'z' || shiftKey)) return;
      const { undo: notice } = app.store.getState();
      if (!notice) return;
      // The browser would undo some typing in a field that has not even the focus.
      event.preventDefault();
      if (Boolean(notice.isRedo) === isRedo) app.undo.undo();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [app]);
}
