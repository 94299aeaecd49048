import { type FocusEvent, useEffect, useRef } from 'react';
import { isCovered } from '../../store/playground/youFirst/youFirst';
import { useApp, useAppState } from '../app';
import styles from './UndoBar.module.css';
import { useUndoKeys } from './useUndoKeys';

/** At the bottom edge: what was lost last, and a button that brings it back. It stays until it is answered. */
export function UndoBar() {
  const app = useApp();
  // A lesson gives back what it takes the place of.
  const notice = useAppState((s) => (s.lessons.open ? undefined : s.undo));
  // It may quote a sentence that “You first” asks.
  const covered = useAppState(isCovered);
  const button = useRef<HTMLButtonElement>(null);
  const dismiss = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  /** What had the focus before the bar */
  const before = useRef<EventTarget>(null);
  useUndoKeys();
  useEffect(() => {
    // The button may have gone with what it undid.
    if (notice && isPressed.current && !button.current) dismiss.current?.focus();
    isPressed.current = false;
  }, [notice]);
  const noteFocus = ({ relatedTarget: last }: FocusEvent) => {
    if (last !== button.current && last !== dismiss.current) before.current = last;
  };
  const name = notice?.isRedo ? 'Redo' : 'Undo';
  return (
    <div className={notice ? styles.bar : undefined}>
      {/* Always there, so that what comes into it is read out. */}
      <p role="status">
        {notice?.what}
        {notice?.brings && !covered && (
          <>
            {' '}
            {name} brings back <bdi>{notice.brings}</bdi>.
          </>
        )}
      </p>
      {notice && (
        <section aria-label="Undo" className={styles.buttons}>
          {notice.undo && (
            <button
              ref={button}
              type="button"
              className="button small"
              aria-keyshortcuts={notice.isRedo ? 'Control+Shift+Z' : 'Control+Z'}
              title={notice.isRedo ? 'Ctrl or ⌘ + Shift + Z' : 'Ctrl or ⌘ + Z'}
              onFocus={noteFocus}
              onClick={() => {
                isPressed.current = true;
                app.undo.undo();
              }}
            >
              {name}
            </button>
          )}
          <button
            ref={dismiss}
            type="button"
            className={`link ${styles.dismiss}`}
            onFocus={noteFocus}
            onClick={() => {
              app.undo.dismiss();
              // Where that is may be far from what the person reads.
              if (before.current instanceof HTMLElement) {
                before.current.focus({ preventScroll: true });
              }
            }}
          >
            Dismiss
          </button>
        </section>
      )}
    </div>
  );
}
