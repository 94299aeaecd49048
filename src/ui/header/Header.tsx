import { BackendChoice } from './BackendChoice';
import styles from './Header.module.css';
import { ShareButton } from './ShareButton';
import { TextChoice } from './TextChoice';
import { ThemeButton } from './ThemeButton';

/** Wordmark (its o is a blank), the text's name, the backend, share, theme. */
export function Header() {
  return (
    <header className={styles.header}>
      <h1 className={styles.wordmark}>
        <span className="visually-hidden">Cloze</span>
        <span aria-hidden="true">
          Cl
          <span className={styles.blank} />
          ze
        </span>
      </h1>
      <p className={styles.tagline}>Train a small BERT on your own text</p>
      <div className={styles.tools}>
        <TextChoice />
        <BackendChoice />
        <ShareButton />
        <ThemeButton />
      </div>
    </header>
  );
}
