import type { ReactNode } from 'react';
import styles from './Cell.module.css';

/** A figure with its name; under a row of headings the name is for screen readers alone. */
export function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.cell}>
      <span className={styles.cellName}>{name} </span>
      {children}
    </span>
  );
}
