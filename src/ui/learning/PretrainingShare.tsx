import { presentExam } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import styles from './PretrainingShare.module.css';
import { pretrainingShare } from './pretrainingShare';

/** Where a run began from a pretrained model: what that knew, beside what the run knows now. */
export default function PretrainingShare({ run }: { readonly run: RunData }) {
  const now = presentExam(run);
  const first = run.evals[0];
  if (!first || !now || first.step !== 0 || now.step === 0) return null;
  if (first.context !== now.context) return null;
  return <p className={styles.share}>{pretrainingShare(first, now)}</p>;
}
