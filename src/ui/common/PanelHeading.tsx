import type { ReactNode } from 'react';
import styles from './PanelHeading.module.css';

interface Props {
  /** By which the section that it heads is named */
  readonly id: string;
  readonly title: string;
  /** What stands beside it: a remark in a span, controls */
  readonly children?: ReactNode;
}

/** The heading of a section within a page. Where there is no room beside it, whole pieces go to the next line. */
export function PanelHeading({ id, title, children }: Props) {
  return (
    <div className={styles.heading}>
      <h3 id={id}>{title}</h3>
      {children}
    </div>
  );
}
