import type { Conclusion } from '../../store/experiments/conclusions/conclusion';
import type { Verdict } from '../../store/experiments/conclusions/verdict';
import styles from './ConclusionLine.module.css';

interface Props {
  readonly conclusion: Conclusion;
  /** Of the question of the whole page, of a section, or of a row */
  readonly size: 'page' | 'section' | 'row';
  readonly verdict?: Verdict;
}

/** The answer in a sentence, above the figures that it rests on. Screen readers read it out when it changes. */
export function ConclusionLine({ conclusion: { outcome, basis }, size, verdict }: Props) {
  return (
    <div role="status" className={`${styles.conclusion} ${styles[size]}`} data-verdict={verdict}>
      <p className={styles.outcome}>{outcome}</p>
      {basis !== '' && <p className="small-print">{basis}</p>}
    </div>
  );
}
