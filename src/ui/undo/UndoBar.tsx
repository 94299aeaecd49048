import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { isCovered } from '../../store/playground/youFirst/youFirst';
import { useApp, useAppState } from '../app';
import styles from './UndoBar.module.css';
import { useUndoKeys } from './useUndoKeys';

/** So long it stands over the page, ms; then only under it. */
const SEEN_AFTER = 15_000;

/** Brings what has the focus out from behind the bar that has just come. */
function uncoverFocus(bar: HTMLElement) {
  const focused = document.activeElement;
  if (!focused?.matches(':focus-visible')) return;
  // With the buttons that belong to it
  const whole = focused.closest('[data-whole]') ?? focused;
  const { top, bottom } = whole.getBoundingClientRect();
  const { top: edge } = bar.getBoundingClientRect();
  if (bottom > edge && top < innerHeight) whole.scrollIntoView({ block: 'nearest' });
}

/**
 * At the bottom edge: what was lost last, and a button that brings it back. After a while it stands under the page, until
 * it is answered.
 */
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
  const bar = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  /** Its height once it is dismissed, px: a page without it would move under the pointer. */
  const [gap, setGap] = useState(0);
  useUndoKeys();
  useEffect(() => {
    setSeen(false);
    if (!notice || !bar.current) return;
    setGap(0);
    uncoverFocus(bar.current);
    const timer = setTimeout(() => setSeen(true), SEEN_AFTER);
    return () => clearTimeout(timer);
  }, [notice]);
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
    <div
      ref={bar}
      className={notice ? styles.bar : undefined}
      data-seen={isSeen || undefined}
      style={notice ? undefined : { minHeight: gap }}
    >
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
              setGap(bar.current?.offsetHeight ?? 0);
              app.undo.dismiss();
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
