import type { Problem } from '../../protocol/problem';
import { useApp, useAppState } from '../app';
import styles from './Alerts.module.css';

/** What happened, why, and what to do now. */
function Alert({ problem, onDismiss }: { problem: Problem; onDismiss: () => void }) {
  return (
    <div className={styles.alert} role="alert">
      <p>
        <strong>{problem.what}</strong> {problem.why} {problem.advice}
      </p>
      <button type="button" className="link" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}

/** What there is to know, until it is dismissed. */
export function Notice() {
  const app = useApp();
  const notice = useAppState((s) => s.notice);
  if (!notice) return null;
  return (
    <div className={styles.notice} role="status">
      <p>{notice}</p>
      <button type="button" className="link" onClick={app.dismissNotice}>
        Dismiss
      </button>
    </div>
  );
}

/** Everything that went wrong and has not been dismissed. */
export function Alerts() {
  const app = useApp();
  const textProblem = useAppState((s) => s.textProblem);
  const runProblem = useAppState((s) => s.run.problem);
  return (
    <>
      {textProblem && <Alert problem={textProblem} onDismiss={app.text.dismissProblem} />}
      {runProblem && <Alert problem={runProblem} onDismiss={app.run.dismissProblem} />}
      <Notice />
    </>
  );
}
