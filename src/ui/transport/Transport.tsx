import { lazy, Suspense } from 'react';
import { unseenChanges } from '../../store/playground/selectors';
import { useAppState } from '../app';
import { Progress } from './Progress';
import { RunButtons } from './RunButtons';
import styles from './Transport.module.css';
import { useKnobs } from './useKnobs';

/** Only where something was changed after a run. */
const UnseenNotice = lazy(() =>
  import('./UnseenNotice').then((m) => ({ default: m.UnseenNotice })),
);

/** Why the results are faint, in the page and not at the bottom edge, which has no room for it */
function Unseen() {
  const isUnseen = useAppState((s) => unseenChanges(s).length > 0);
  return <Suspense>{isUnseen && <UnseenNotice />}</Suspense>;
}

/** Train, progress, and the three settings that people change most. */
export function Transport() {
  const { knobs, below } = useKnobs();
  return (
    <section aria-label="Transport" className={styles.section}>
      <div className={styles.bar}>
        <div className={styles.run}>
          <RunButtons />
          <Progress />
        </div>
        {knobs}
      </div>
      <Unseen />
      {below}
    </section>
  );
}

/** Train and progress, which stay at the bottom edge; the settings come after the sentence. */
export function PhoneTransport() {
  return (
    <section aria-label="Transport" className={styles.section}>
      <div className={styles.run}>
        <RunButtons />
        <Progress />
      </div>
      <Unseen />
    </section>
  );
}

/** The settings by themselves. */
export function PhoneSettings() {
  const { knobs, below } = useKnobs();
  return (
    <section aria-label="Settings">
      {knobs}
      {below}
    </section>
  );
}
