import { useApp, useAppState } from '../app';
import { Note } from '../common/Note';
import styles from './LinkNotice.module.css';

/** More are folded away, so that the page below stays in sight. */
const MOST_SHOWN = 2;

/** What could not be read from a link, and what is used in its place. */
export function LinkNotice() {
  const app = useApp();
  const complaints = useAppState((s) => s.link.complaints);
  if (complaints.length === 0) return null;
  const folded = complaints.slice(MOST_SHOWN);
  return (
    <Note place="page" role="status" label="About this link" onDismiss={app.links.dismiss}>
      {complaints.slice(0, MOST_SHOWN).map((complaint) => (
        <p key={complaint}>{complaint}</p>
      ))}
      {folded.length > 0 && (
        <details className={`fold ${styles.more}`}>
          <summary>{folded.length} more about this link</summary>
          <ul>
            {folded.map((complaint) => (
              <li key={complaint}>{complaint}</li>
            ))}
          </ul>
        </details>
      )}
    </Note>
  );
}
