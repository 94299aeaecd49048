import type { ReactNode } from 'react';
import styles from './ChoiceRow.module.css';

/** Small choices side by side, each a muted word and its value. */
export const ChoiceRow = ({ children }: { children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
);
