import { useEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../app';
import { Note, ProblemWords } from '../common/Note';
import styles from './LibraryNotes.module.css';

/** The last deletion, with a focused button that undoes it. */
function Deleted() {
  const app = useApp();
  const deleted = useAppState((s) => s.library.deleted);
  const note = useRef<HTMLDivElement>(null);
  const [back, setBack] = useState<string>();
  const told = useRef(deleted);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A deletion from before the Library was left does not take the focus again.
    if (!deleted || deleted === told.current) return;
    told.current = deleted;
    undo.current?.focus();
    setBack(undefined);
  }, [deleted]);
  return (
    <div role="status" ref={note} tabIndex={-1} className={styles.quiet}>
      {back && !deleted && (
        <Note place="list">
          <p>“{back}” is back.</p>
        </Note>
      )}
      {deleted && (
        <Note
          place="list"
          actions={
            <button
              ref={undo}
              type="button"
              className="button small"
              onClick={() => {
                // The button disappears, so the focus moves to the note.
                note.current?.focus();
                setBack(deleted.name);
                void app.library.undelete();
              }}
            >
              Undo
            </button>
          }
        >
          <p>“{deleted.name}” was deleted.</p>
        </Note>
      )}
    </div>
  );
}

/** What went wrong in the list, and what can be undone. */
export function LibraryNotes() {
  const app = useApp();
  const problem = useAppState((s) => s.library.problem);
  return (
    <>
      {problem && (
        <Note place="list" role="alert" onDismiss={app.library.dismiss}>
          <p>
            <ProblemWords problem={problem} />
          </p>
        </Note>
      )}
      <Deleted />
    </>
  );
}
