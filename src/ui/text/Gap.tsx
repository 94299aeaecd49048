import styles from './Gap.module.css';
import type { ReadToken } from './reading';

/** What the text has between two sentences: a new line, or space above one. A space alone needs no element. */
export function Gap({ gap }: Pick<ReadToken, 'gap'>) {
  if (gap !== 'line' && gap !== 'paragraph') return null;
  return <span className={styles[gap]} />;
}
