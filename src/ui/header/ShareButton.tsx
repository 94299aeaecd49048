import { useState } from 'react';
import styles from './Header.module.css';

/** Copies the page's address: all settings are in it, the person's text never is. */
export function ShareButton() {
  const [said, setSaid] = useState('');
  const share = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
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
