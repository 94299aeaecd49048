import styles from './Legend.module.css';

interface Props {
  /** Whether the guesses are marked as right or wrong */
  readonly judged: boolean;
  /** Whether the sentence has capitals that the model does not know */
  readonly isLowered: boolean;
}

/** What the bars, the shade of a blank and the marks mean, and why no guess has a capital. */
export function Legend({ judged, isLowered }: Props) {
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
      {isLowered && <span>This model reads everything in lower case.</span>}
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
