import { useState } from 'react';
import { addressOf } from '../address';
import { useApp } from '../app';
import styles from './Header.module.css';

/** Copies the page's address: all settings are in it, the person's text never is. */
export function ShareButton() {
  const app = useApp();
  const [said, setSaid] = useState('');
  const share = async () => {
    try {
      await navigator.clipboard.writeText(addressOf(app.store.getState()));
      setSaid('Link copied');
    } catch {
      setSaid('Copy the link from the address bar');
    }
  };
  return (
    <button
      type="button"
      className={styles.plain}
      title="Copies a link with all settings. Your own text is never part of it."
      onClick={() => void share()}
      onBlur={() => setSaid('')}
    >
      <span aria-live="polite">{said || 'Share'}</span>
    </button>
  );
}
