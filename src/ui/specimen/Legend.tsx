import styles from './Legend.module.css';

/** What the bars, the shade of a slab and the marks mean. */
export function Legend({ judged }: { judged: boolean }) {
  return (
    <p className={styles.legend}>
      <span>
        <span className={styles.bar} aria-hidden="true" />
        bar: how probable a word is (full: 100 %)
      </span>
      <span>
        <span className={styles.slab} aria-hidden="true" />
        slab: fades as the first guess grows surer
      </span>
      {judged && (
        <>
          <span>
            <strong>bold</strong>: the true word
          </span>
          <span>✓ ✗: whether it is the first guess</span>
        </>
      )}
    </p>
  );
}
