import { formatCount } from '../../base/format';
import { ordinal } from '../../base/words';
import type { Answer } from '../../protocol/look';
import { answerOf, type Specimen } from '../../store/playground/specimen';
import { useAppState } from '../app';
import type { TextLook } from '../common/textLook';
import type { Columns } from '../specimen/Guesses';
import { GuessList, percent } from '../specimen/GuessList';
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

/** Whether the first guess is right; if not, how probable the right token is, and its place among all. */
function Mark({ answer }: { readonly answer: Answer | undefined }) {
  if (!answer) return null;
  return (
    <p className={styles.mark} lang="en" dir="ltr">
      {answer.rank === 1 ? (
        <span className={styles.right}>✓ right</span>
      ) : (
        <>
          <span className={styles.wrong}>✗ wrong:</span> {percent(answer.probability)},{' '}
          {ordinal(answer.rank)}
        </>
      )}
    </p>
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
      {specimen.blanks.map((token, b) => (
        <div key={token} className={styles.column} style={placeOf(columns, b)}>
          {columns ? caption : <p className={styles.blank}>blank {b + 1}</p>}
          <GuessList
            name={`Guesses of ${earlier.earlier} for blank ${b + 1}`}
            guesses={found?.guesses[b]?.slice(0, isBeside ? undefined : MOST)}
            vocabulary={vocabulary}
            answer={answerOf(specimen.tokens[token]!)}
          />
          <Mark answer={found?.answers[b]} />
        </div>
      ))}
    </div>
  );
}
