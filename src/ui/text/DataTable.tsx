import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

/** A table of pieces or sizes: names at the left, numbers at the right. */
export const DataTable = ({ children }: { children: ReactNode }) => (
  <table className={styles.table}>{children}</table>
);
