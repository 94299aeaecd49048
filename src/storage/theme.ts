export type Theme = 'light' | 'dark';

/** `public/first.js` reads it before the first paint. */
const KEY = 'cloze:theme';

export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A private window may refuse; the choice then lasts as long as the page.
  }
}
