import type { RunData } from '../../store/playground/state';
import styles from './Shortfall.module.css';
import { shortfallOf } from './shortfallOf';

/** Says so where a run ended below what word frequencies score, and what would help. */
export function Shortfall({ run: { status, step, evals, facts, loaded } }: { run: RunData }) {
  if (status !== 'done' || !facts || !loaded) return null;
  const said = shortfallOf({
    evals: evals.filter((exam) => exam.step <= step),
    facts,
    tokenizer: loaded.settings.tokenizer,
  });
  return said ? <p className={styles.shortfall}>{said}</p> : null;
}
