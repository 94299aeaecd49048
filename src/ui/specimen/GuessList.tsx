import type { Guess } from '../../protocol/look';
import styles from './GuessList.module.css';

/** Percent with one decimal where a whole number would say too little. */
export function percent(p: number): string {
  return `${p >= 0.0995 ? Math.round(100 * p) : (100 * p).toFixed(1)} %`;
}

interface Props {
  readonly name: string;
  /** Most probable first; undefined until the model has answered */
  readonly guesses: readonly Guess[] | undefined;
  readonly vocabulary: readonly string[];
  /** The right token, where it is known */
  readonly answer: number | undefined;
  /** Whether these are the exact probabilities of a known language */
  readonly exact?: boolean;
}

/** Words with their probabilities, the likeliest first; the right one stands out. */
export function GuessList({ name, guesses, vocabulary, answer, exact }: Props) {
  return (
    <ol
      aria-label={name}
      className={styles.list}
      data-exact={exact}
      data-known={answer !== undefined || undefined}
    >
      {guesses?.map(({ id, probability }) => (
        <li key={id} data-right={id === answer || undefined}>
          <span className={styles.guess}>{vocabulary[id]}</span>
          <span className={styles.meter} aria-hidden="true">
            <span style={{ width: `${100 * probability}%` }} />
          </span>{' '}
          <span className={styles.percent}>{percent(probability)}</span>
        </li>
      ))}
    </ol>
  );
}
