import type { ReactNode } from 'react';
import styles from './PageHeading.module.css';

interface Props {
  readonly title: string;
  /** What the part of the page is for, in a few sentences */
  readonly lead: string;
  readonly className?: string | undefined;
  /** Stands at the right, or below where there is no room */
  readonly children?: ReactNode;
}

/** The heading of Experiments and of the Library. */
export function PageHeading({ title, lead, className = '', children }: Props) {
  return (
    <div className={`${styles.heading} ${className}`}>
      <div>
        <h2>{title}</h2>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
    </div>
  );
}
