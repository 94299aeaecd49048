import { useEffect, useRef } from 'react';
import { formatCount } from '../../base/format';
import { MOST_CHOSEN } from '../../store/runs';
import { useApp, useAppState } from '../app';
import styles from './Library.module.css';

/** A run of another exam was chosen, or one too many. */
function Refused() {
  const app = useApp();
  const refused = useAppState((s) => s.runs.refused);
  const run = useAppState((s) => s.runs.list.find(({ id }) => id === s.runs.refused?.id));
  if (!refused || !run) return null;
  return (
    <div className={styles.note} role="alert">
      {refused.why === 'exam' ? (
        <p>
          <strong>“{run.name}” cannot stand beside the runs that are chosen.</strong> It sat another
          exam: its blanks are others, so the same loss would not mean the same. Compare it with
          runs of its own exam.
        </p>
      ) : (
        <p>
          <strong>{MOST_CHOSEN} runs are chosen already.</strong> More lines could not be told
          apart. Take one out before you choose “{run.name}”.
        </p>
      )}
      {refused.why === 'exam' && (
        <button
          type="button"
          className="button small"
          onClick={() => app.runs.chooseAlone(refused.id)}
        >
          Choose it instead
        </button>
      )}
      <button type="button" className="button small" onClick={app.runs.dismiss}>
        Dismiss
      </button>
    </div>
  );
}

/** The playground holds a run that would be lost. */
function Asking() {
  const app = useApp();
  const asking = useAppState((s) => s.runs.asking);
  const run = useAppState((s) => s.runs.list.find(({ id }) => id === s.runs.asking));
  const step = useAppState((s) => s.run.step);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) first.current?.focus();
  }, [asking]);
  if (!asking || !run) return null;
  return (
    <div className={styles.note} role="alert">
      <p>
        <strong>The playground holds a run that is not kept,</strong> of {formatCount(step)}{' '}
        {step === 1 ? 'step' : 'steps'}. “{run.name}” would take its place.
      </p>
      <button
        ref={first}
        type="button"
        className="button small"
        onClick={() => app.runs.keepThenOpen()}
      >
        Keep it, then open
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => void app.runs.open(asking, true)}
      >
        Open without keeping
      </button>
      <button type="button" className="button small" onClick={app.runs.cancelOpen}>
        Cancel
      </button>
    </div>
  );
}

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

/** What the list has to say: what went wrong, what it asks, what can be taken back. */
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
      <Refused />
      <Asking />
      <Deleted />
    </>
  );
}
