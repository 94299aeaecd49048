import { useState } from 'react';
import { saveTheme, type Theme } from '../../storage/theme';
import styles from './Header.module.css';

/** As `public/first.js` set it before the first paint. */
const present = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** Light paper or dark; the system's choice until one is made here. */
export function ThemeButton() {
  const [theme, setTheme] = useState(present);
  const other = theme === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    saveTheme(other);
    document.documentElement.dataset.theme = other;
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
