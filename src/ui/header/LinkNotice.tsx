import { useApp, useAppState } from '../app';
import alerts from '../common/Alerts.module.css';
import styles from './Link.module.css';

/** More are folded: the page below stays in sight. */
const MOST_SHOWN = 2;

/** What of a link could not be taken, and what stands in for it. */
export function LinkNotice() {
  const app = useApp();
  const complaints = useAppState((s) => s.link.complaints);
  if (complaints.length === 0) return null;
  const folded = complaints.slice(MOST_SHOWN);
  return (
    <div className={alerts.notice} role="status" aria-label="About this link">
      <div>
        {complaints.slice(0, MOST_SHOWN).map((complaint) => (
          <p key={complaint}>{complaint}</p>
        ))}
        {folded.length > 0 && (
          <details className={styles.more}>
            <summary>{folded.length} more about this link</summary>
            <ul>
              {folded.map((complaint) => (
                <li key={complaint}>{complaint}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <button type="button" className="link" onClick={app.links.dismiss}>
        Dismiss
      </button>
    </div>
  );
}
