import { useEffect } from 'react';
import { areShortcutsOn } from '../../storage/shortcuts';
import { shortcutOf } from './shortcuts';

/** Lets single keys press the page's buttons, unless they are switched off. */
export function useShortcuts() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = areShortcutsOn() ? shortcutOf(event) : undefined;
      if (key === undefined) return;
      const control = document.querySelector<HTMLElement>(
        `[data-shortcut="${key}"]:not(:disabled)`,
      );
      if (!control) return;
      event.preventDefault(); // The letter would be typed into a field that opens.
      control.click();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
