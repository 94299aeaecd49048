export type Theme = 'light' | 'dark';

const KEY = 'cloze:theme';

/** The theme chosen last time; undefined where none was, or where the browser keeps no storage. */
export function loadTheme(): Theme | undefined {
  try {
    const saved = localStorage.getItem(KEY);
    return saved === 'light' || saved === 'dark' ? saved : undefined;
  } catch {
    return undefined;
  }
}

export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A private window may refuse; the choice then lasts as long as the page.
  }
}
