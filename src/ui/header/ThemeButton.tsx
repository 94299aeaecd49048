import { useEffect, useState } from 'react';
import { loadTheme, saveTheme, type Theme } from '../../storage/theme';
import styles from './Header.module.css';

const systemTheme = (): Theme =>
  matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

/** Light paper or dark; the system's choice until one is made here. */
export function ThemeButton() {
  const [theme, setTheme] = useState(() => loadTheme() ?? systemTheme());
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const other = theme === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    saveTheme(other);
    setTheme(other);
  };
  return (
    <button
      type="button"
      className={styles.plain}
      onClick={toggle}
      aria-label={`Use the ${other} theme`}
    >
      {theme === 'dark' ? '☀\ufe0e' : '☾'}
    </button>
  );
}
