import { useEffect, useRef } from 'react';
import { useApp, useAppState } from '../app';
import styles from './Library.module.css';

/** The last deletion, which can be taken back; its button is where the keyboard goes on. */
function Deleted() {
  const app = useApp();
  const deleted = useAppState((s) => s.runs.deleted);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (deleted) undo.current?.focus();
  }, [deleted]);
  return (
    <div role="status">
      {deleted && (
        <div className={styles.note}>
          <p>“{deleted.name}” is deleted.</p>
          <button
            ref={undo}
            type="button"
            className="button small"
            onClick={() => void app.runs.undelete()}
          >
            Undo
          </button>
        </div>
      )}
    </div>
  );
}

/** What the list has to say: what went wrong, and what can be taken back. */
export function LibraryNotes() {
  const app = useApp();
  const problem = useAppState((s) => s.runs.problem);
  return (
    <>
      {problem && (
        <div className={styles.note} role="alert">
          <p>
            <strong className={styles.bad}>{problem.what}</strong> {problem.why} {problem.advice}
          </p>
          <button type="button" className="button small" onClick={app.runs.dismiss}>
            Dismiss
          </button>
        </div>
      )}
      <Deleted />
    </>
  );
}
