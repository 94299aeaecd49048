import { useApp } from '../app';
import { Term } from '../glossary/Term';
import { pressedBy } from '../keyboard/shortcuts';
import { openEditor } from '../text/editor';
import styles from './Purpose.module.css';

/** What the playground does, for somebody who has never heard of such a model; and the way to one's own text. */
export function Purpose() {
  const app = useApp();
  return (
    <p className={styles.purpose}>
      <Term id="cloze">Cloze</Term> teaches a small{' '}
      <Term id="maskedLanguageModel">language model</Term> to guess hidden words. Press Train, then
      try{' '}
      <button
        type="button"
        className={styles.own}
        {...pressedBy('o')}
        onClick={() => openEditor(app)}
      >
        your own text
      </button>
      .
    </p>
  );
}
