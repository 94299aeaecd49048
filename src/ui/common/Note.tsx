import type { MouseEvent, ReactNode } from 'react';
import type { Problem } from '../../protocol/problem';
import styles from './Note.module.css';

interface Props {
  /** Across the page, as a row of a list, or under the row of a list that it is about */
  readonly place: 'page' | 'list' | 'row';
  /** An alert is read out at once; left out where what is around it is read out already */
  readonly role?: 'alert' | 'status';
  readonly label?: string;
  /** What can be done about it */
  readonly actions?: ReactNode;
  readonly onDismiss?: (event: MouseEvent<HTMLElement>) => void;
  /** Paragraphs */
  readonly children: ReactNode;
}

/** What there is to know, and buttons that answer it. */
export function Note({ place, role, label, actions, onDismiss, children }: Props) {
  const named = { role, 'aria-label': label };
  return (
    <div className={`${styles.note} ${styles[place]}`} {...named}>
      <div>{children}</div>
      {actions}
      {onDismiss && (
        <button
          type="button"
          className={place === 'page' ? 'link' : 'button small'}
          onClick={onDismiss}
        >
          Dismiss
        </button>
      )}
    </div>
  );
}

/** What happened, why, and what to do now. */
export function ProblemWords({ problem: { what, why, advice } }: { problem: Problem }) {
  return (
    <>
      <strong>{what}</strong> {why} {advice}
    </>
  );
}
