import { PieceMark } from '../common/PieceMark';
import styles from './Legend.module.css';

interface Props {
  /** Whether the guesses are marked as right or wrong */
  readonly judged: boolean;
  /** Whether the sentence has capitals that the model does not know */
  readonly isLowered: boolean;
  /** Whether pieces of words stand here */
  readonly hasPieces: boolean;
}

/** What the bars, the shade of a blank and the marks mean, why no guess has a capital, and what ## is. */
export function Legend({ judged, isLowered, hasPieces }: Props) {
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
      {hasPieces && (
        <span>
          <PieceMark />
        </span>
      )}
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
