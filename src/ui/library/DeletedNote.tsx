import { useEffect, useRef, useState } from 'react';
import { Note } from '../common/Note';
import styles from './DeletedNote.module.css';

interface Props {
  /** What was deleted last and can be had back; undefined where nothing can */
  readonly deleted: { readonly name: string } | undefined;
  /** What else there is to say of it, sentences */
  readonly more?: string | undefined;
  readonly onUndo: () => void;
}

/** The last deletion, with a focused button that undoes it. */
export function DeletedNote({ deleted, more, onUndo }: Props) {
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
                onUndo();
              }}
            >
              Undo
            </button>
          }
        >
          <p>
            “{deleted.name}” was deleted.{more && ` ${more}`}
          </p>
        </Note>
      )}
    </div>
  );
}
