import { useState } from 'react';
import { formatCount } from '../../base/format';
import { isUnkept } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import styles from './KeepRun.module.css';

/** Keeps the run as it stands in the Library, also while it trains. */
export function KeepRun() {
  const app = useApp();
  const canKeep = useAppState((s) => s.run.step > 0 && s.run.facts !== undefined && isUnkept(s));
  const keeping = useAppState(
    ({ library, run }) => library.keeping === run.runId && run.status !== 'failed',
  );
  const kept = useAppState((s) => s.run.kept?.step);
  const isHeld = useAppState(({ run, library }) => library.held.has(run.kept?.id ?? ''));
  const saved = useAppState((s) =>
    s.checkpoint.saved?.id === s.run.saveId ? s.checkpoint.saved?.step : undefined,
  );
  const step = useAppState((s) => s.run.step);
  /** The step at which it was pressed in vain */
  const [refusedAt, setRefusedAt] = useState<number>();
  const isRefused = !canKeep && kept === undefined && refusedAt === step;
  return (
    <span className={styles.keep}>
      {!keeping && kept === undefined && saved !== undefined && (
        <span title="Saved by itself as it trains: it is still there after a reload. Only the newest few runs are.">
          saved at step {formatCount(saved)}
        </span>
      )}
      <span role="status">
        {keeping && 'Keeping it …'}
        {!keeping &&
          kept !== undefined &&
          `step ${formatCount(kept)} kept${isHeld ? ' until you close the page' : ''}`}
        {isRefused && (step === 0 ? 'Train it first' : 'Its model is gone')}
      </span>
      <button
        type="button"
        className={styles.keepButton}
        aria-disabled={!canKeep || keeping}
        onClick={() => {
          if (!canKeep) setRefusedAt(step);
          else if (!keeping) app.library.keep();
        }}
        title="Keeps settings, curves, weights and exam in the Library"
      >
        Keep run
      </button>
    </span>
  );
}
