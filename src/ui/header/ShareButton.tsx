import { useState } from 'react';
import { addressOf } from '../address';
import { useApp } from '../app';
import styles from './Header.module.css';

/** Copies the page's address: all settings are in it, the person's text never is. Says so below the button. */
export function ShareButton() {
  const app = useApp();
  const [said, setSaid] = useState('');
  const share = async () => {
    const state = app.store.getState();
    const holds =
      state.source.builtIn === undefined
        ? 'It holds your settings, not your text.'
        : `It holds your settings and the name of the text, “${state.source.name}”.`;
    try {
      await navigator.clipboard.writeText(addressOf(state));
      setSaid(`Link copied. ${holds}`);
    } catch {
      setSaid(`Copy the link from the address bar. ${holds}`);
    }
  };
  return (
    <div className={styles.share}>
      <button
        type="button"
        className={styles.plain}
        title="Copies a link with all settings. Your own text is never part of it."
        onClick={() => void share()}
        onBlur={() => setSaid('')}
      >
        Share
      </button>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
