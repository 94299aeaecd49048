import type { Direction } from '../../corpus/direction';
import type { Balance } from './attention';
import styles from './BalanceBar.module.css';

interface Props extends Balance {
  readonly dir: Direction;
}

/** Before, itself, after as one thin bar, each part on the side where it stands in the sentence. */
export function BalanceBar({ before, self, after, dir }: Props) {
  return (
    <span className={styles.bar} dir={dir} aria-hidden="true">
      <span className={styles.before} style={{ flexGrow: before }} />
      <span className={styles.self} style={{ flexGrow: self }} />
      <span className={styles.after} style={{ flexGrow: after }} />
    </span>
  );
}
