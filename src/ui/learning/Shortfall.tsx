import { wentBack } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import styles from './Shortfall.module.css';
import { shortfallOf } from './shortfallOf';

/** Says so where a run ended below what word frequencies score, and what would help. */
export default function Shortfall({ run }: { run: RunData }) {
  const { status, step, facts, loaded } = run;
  if (status !== 'done' || !facts || !loaded) return null;
  const said = shortfallOf({
    evals: run.evals.filter((exam) => exam.step <= step),
    isBack: wentBack(run),
    facts,
    tokenizer: loaded.settings.tokenizer,
  });
  return said ? <p className={styles.shortfall}>{said}</p> : null;
}
