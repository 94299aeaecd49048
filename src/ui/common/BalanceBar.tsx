import styles from './BalanceBar.module.css';

interface Props {
  readonly left: number;
  readonly self: number;
  readonly right: number;
}

/** Left, itself, right as one thin bar. */
export function BalanceBar({ left, self, right }: Props) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.left} style={{ flexGrow: left }} />
      <span className={styles.self} style={{ flexGrow: self }} />
      <span className={styles.right} style={{ flexGrow: right }} />
    </span>
  );
}
