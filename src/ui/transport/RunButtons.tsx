import { pendingChanges } from '../../store/state';
import { useApp, useAppState } from '../app';
import styles from './Transport.module.css';

/** Train or Pause (the one filled button), Step, Reset. */
export function RunButtons() {
  const app = useApp();
  const status = useAppState((s) => s.run.status);
  const step = useAppState((s) => s.run.step);
  const untrainable = useAppState((s) => s.prepared !== undefined && !s.prepared.dataset);
  const pending = useAppState((s) => pendingChanges(s).length > 0);
  const running = status === 'running';
  const more = status === 'done' && !pending;
  return (
    <div className={styles.buttons}>
      {running ? (
        <button type="button" className="button primary" onClick={app.run.pause}>
          Pause
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          onClick={app.run.train}
          disabled={untrainable}
          title={more ? 'Goes on for as many steps again' : undefined}
        >
          Train
        </button>
      )}
      <button
        type="button"
        className="button"
        onClick={app.run.step}
        disabled={running || untrainable || more}
        title="Takes one training step"
      >
        Step
      </button>
      <button
        type="button"
        className="button"
        onClick={app.run.reset}
        disabled={untrainable || (step === 0 && !running)}
        title="Starts over with fresh weights"
      >
        Reset
      </button>
    </div>
  );
}
