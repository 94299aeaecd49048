import { useEffect } from 'react';
import { notThere } from '../../store/links/linkTexts';
import { DOES_NOT_WORK } from '../../store/uses/session';
import { useApp, useAppState } from '../app';
import { Notice } from '../common/Alerts';
import { Note, ProblemWords } from '../common/Note';
import { DoesNotWork } from './DoesNotWork';
import { OneUse } from './OneUse';
import { SessionContext, sessionOf, useSession, useUses } from './session';
import { UseList } from './UseList';
import styles from './UsesPage.module.css';

function Uses() {
  const app = useApp();
  const session = useSession();
  const list = useUses((s) => s.list);
  const problem = useUses((s) => s.problem);
  const wanted = useAppState((s) => s.use)?.trim();
  useEffect(() => void session.open(), [session]);
  if (problem) {
    return (
      <main>
        <Note
          place="page"
          role="alert"
          actions={
            <button type="button" className="button small" onClick={() => void session.open()}>
              Try again
            </button>
          }
        >
          <p>
            <ProblemWords problem={problem} />
          </p>
        </Note>
      </main>
    );
  }
  if (!list) {
    return (
      <main className={styles.waiting} aria-busy="true">
        <p role="status">Reading the uses …</p>
      </main>
    );
  }
  const isFailures = wanted?.toLowerCase() === DOES_NOT_WORK.toLowerCase();
  const found = list.find(({ id }) => id.toLowerCase() === wanted?.toLowerCase());
  const shown = isFailures ? undefined : (found ?? list[0]);
  const isMissing = wanted !== undefined && !found && !isFailures && shown;
  return (
    <main className={styles.uses}>
      <UseList list={list} shown={isFailures ? DOES_NOT_WORK : shown?.id} />
      {isMissing && (
        <div className={styles.note}>
          <Note
            place="page"
            role="status"
            label="About this link"
            onDismiss={() => app.show('uses', shown.id)}
          >
            <p>{notThere('use', wanted, `showing “${shown.title}” instead`)}</p>
          </Note>
        </div>
      )}
      {isFailures && <DoesNotWork />}
      {shown && <OneUse key={shown.id} use={shown} />}
    </main>
  );
}

/** What a model that fills blanks is good for: each use to be tried, with its figures. */
export default function UsesPage() {
  const session = sessionOf(useApp());
  return (
    <SessionContext value={session}>
      <Notice />
      <Uses />
    </SessionContext>
  );
}
