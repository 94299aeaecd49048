import styles from './Legend.module.css';

/** What the bars, the shade of a blank and the marks mean. */
export function Legend({ judged }: { judged: boolean }) {
  return (
    <p className={styles.legend}>
      <span>
        <span className={styles.bar} aria-hidden="true" />
        bar: how probable a word is (full: 100 %)
      </span>
      <span>
        <span className={styles.box} aria-hidden="true" />
        black box: fades as the model grows surer of its first guess
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
