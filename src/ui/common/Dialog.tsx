import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './Dialog.module.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  /** How wide it may be; large if left out */
  readonly size?: 'medium' | 'small';
  /** What its button says */
  readonly close?: string;
  readonly children: ReactNode;
}

/** A dialog over the page, with its title and the button that closes it always in sight. Escape and a click beside it close it too. */
export function Dialog({ title, onClose, size, close = 'Close', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  // Outside of what opens it, whose styles are not meant for it.
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it, as Escape does
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-size={size}
      aria-labelledby={headingId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.inside}>
        <div className={styles.top}>
          <h2 id={headingId}>{title}</h2>
          <button type="button" className="button small" onClick={() => dialog.current?.close()}>
            {close}
          </button>
        </div>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}
