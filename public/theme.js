// Runs before the first paint, so that a page in the dark theme never flashes white. A script of its own, as the
// content security policy allows none inline. `src/storage/theme.ts` writes the choice.
(() => {
  let theme;
  try {
    theme = localStorage.getItem('cloze:theme');
  } catch {
    // A private window may refuse; the system's choice is taken.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = theme;
})();
