import { formatCount } from '../../base/format';
import type { RunData } from '../../store/state';
import { stepsPerPoint } from './curve';
import styles from './Learning.module.css';
import { overfitSince } from './overfit';

/** What the lines and the figures are measured on, in small print. */
export function Notes({ run }: { run: RunData }) {
  const { facts, train } = run;
  const last = train.at(-1);
  const joined = stepsPerPoint(last?.step ?? 0);
  const best = overfitSince(run.evals);
  return (
    <div className={styles.notes}>
      {best && (
        <p className={styles.overfit}>
          Over-fitting: the held-out loss was lowest at step {formatCount(best.step)} (
          {best.loss.toFixed(2)}). Since then the model learns its text by heart.
        </p>
      )}
      <p>
        Last training batch{' '}
        <span className="mono" data-testid="train-loss">
          {last ? last.loss.toFixed(2) : '–'}
        </span>
        {joined > 1 && `; its line: means of ${joined} steps`}
      </p>
      {facts && (
        <p>
          Exam: {formatCount(facts.examBlanks)} blanks, always 15&nbsp;% hidden, in{' '}
          {formatCount(facts.examSentences)} sentences that are never trained on
        </p>
      )}
    </div>
  );
}
