import { Term } from '../glossary/Term';
import styles from './Purpose.module.css';

/** What the playground does, for somebody who has never heard of such a model. */
export function Purpose() {
  return (
    <p className={styles.purpose}>
      Cloze teaches a small <Term id="maskedLanguageModel">language model</Term> to guess hidden
      words. Press Train, then try your own text.
    </p>
  );
}
