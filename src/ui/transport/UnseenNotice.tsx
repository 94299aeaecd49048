import { useMemo } from 'react';
import { toldChanges, trainedWith, unseenChanges } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { UNSEEN_REASON } from '../common/unseen';
import styles from './Transport.module.css';
import { changesInWords, restartWords, unseenReason } from './unseenWords';

/** The results are not of what is set: why, and the two things that can be done about it. */
export function UnseenNotice() {
  const app = useApp();
  const run = useAppState((s) => s.run);
  const settings = useAppState((s) => s.settings);
  const source = useAppState((s) => s.source);
  const auto = useAppState((s) => s.auto);
  const changes = useMemo(
    () => toldChanges(unseenChanges({ run, settings, source }), auto),
    [run, settings, source, auto],
  );
  if (!run.loaded || changes.length === 0) return null;
  const trained = trainedWith({ run, settings });
  const words = changesInWords(changes, settings);
  const goesOn = run.status === 'paused' || run.status === 'running';
  return (
    <div className={styles.unseen}>
      <p id={UNSEEN_REASON} role="status">
        {unseenReason(changes, trained, run.loaded.prepared.source.name)}
      </p>
      <button
        type="button"
        className="button small"
        title={words.length > 1 ? words.join(', ') : undefined}
        onClick={app.unseen.restart}
      >
        {restartWords(words)}
      </button>
      <button
        type="button"
        className="button small"
        title={
          changes.includes('text')
            ? 'Goes back to the text and settings of this run'
            : 'Takes the changes back'
        }
        onClick={app.unseen.continueAsItIs}
      >
        {goesOn ? 'Continue as it is' : 'Leave it as it was'}
      </button>
    </div>
  );
}
