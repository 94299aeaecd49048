import { formatCount } from '../../base/format';
import type { Specimen } from '../../store/playground/specimen';
import { answerOf } from '../../store/playground/specimen';
import { useAppState } from '../app';
import type { TextLook } from '../common/textLook';
import type { Columns } from '../specimen/Guesses';
import styles from './EarlierGuesses.module.css';
import { useEarlier } from './useEarlier';

/** Guesses of each blank where they stand below those of the present run: enough to compare. */
const MOST = 3;

const placeOf = (columns: Columns | undefined, b: number) =>
  columns && { left: columns.lefts[b], width: columns.width };

interface CaptionProps {
  readonly blanks: readonly number[];
  readonly columns: Columns | undefined;
}

/** Above the guesses of the present run, where those of another stand below them: whose they are. */
export function RunCaptions({ blanks, columns }: CaptionProps) {
  const earlier = useEarlier();
  if (!earlier) return null;
  if (!columns) return <p className={styles.caption}>{earlier.present}</p>;
  return (
    <div className={styles.captions}>
      {blanks.map((token, b) => (
        <p key={token} className={styles.caption} style={placeOf(columns, b)}>
          {earlier.present}
        </p>
      ))}
    </div>
  );
}

interface Props {
  readonly specimen: Specimen;
  readonly look: TextLook;
  /** As those of the present run's guesses: in rows of their own where undefined */
  readonly columns: Columns | undefined;
  /** Whether they stand beside those of the present run, not below them */
  readonly isBeside: boolean;
}

/** What the earlier run guesses for the same blanks, beside or under the guesses of the present one. */
export function EarlierGuesses({ specimen, look, columns, isBeside }: Props) {
  const earlier = useEarlier();
  const found = useAppState((s) => s.again.guesses);
  if (!earlier) return null;
  if (found && 'refusal' in found) {
    return <p className={`small-print ${styles.refusal}`}>{found.refusal}</p>;
  }
  const { saved } = earlier.run;
  const vocabulary = saved.vocabulary.tokens;
  const caption = (
    <p className={styles.caption}>
      {earlier.earlier} <span>· step {formatCount(saved.step)}</span>
    </p>
  );
  return (
    <div
      {...look}
      className={columns ? styles.columns : styles.rows}
      data-beside={isBeside || undefined}
    >
      {!columns && caption}
      {specimen.blanks.map((token, b) => {
        const answer = answerOf(specimen.tokens[token]!);
        return (
          <div key={token} className={styles.column} style={placeOf(columns, b)}>
            {columns ? caption : <p className={styles.blank}>blank {b + 1}</p>}
            <ol aria-label={`Guesses of ${earlier.earlier} for blank ${b + 1}`}>
              {found?.guesses[b]
                ?.slice(0, isBeside ? undefined : MOST)
                .map(({ id, probability }) => (
                  <li key={id} data-right={(answer !== undefined && answer === id) || undefined}>
                    <span className={styles.word}>{vocabulary[id]}</span>
                    <span className={styles.meter} aria-hidden="true">
                      <span style={{ width: `${100 * probability}%` }} />
                    </span>{' '}
                    <span className={styles.percent}>
                      {probability >= 0.0995
                        ? Math.round(100 * probability)
                        : (100 * probability).toFixed(1)}{' '}
                      %
                    </span>
                  </li>
                ))}
            </ol>
          </div>
        );
      })}
    </div>
  );
}
