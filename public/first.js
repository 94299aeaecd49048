// Runs before all else: marks an embedded page (`src/base/embedded.ts`) and sets the theme (`src/storage/theme.ts`).
(() => {
  const page = document.documentElement;
  const isElsewhere = () => {
    try {
      for (let frame = window; frame !== top; frame = frame.parent) {
        if (frame.parent.origin !== origin) return true;
      }
    } catch {
      return true;
    }
  };
  const isEmbedded = isElsewhere() || /[#&]embed\b/i.test(location.hash);
  page.toggleAttribute('data-embed', isEmbedded);
  let theme;
  try {
    theme = !isEmbedded && localStorage.getItem('cloze:theme');
  } catch {
    // A private window may refuse.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  page.dataset.theme = theme;
})();
