import type { Guess, View } from '../../protocol/look';
import type { Specimen } from '../../store/playground/specimen';
import { MASK_ID } from '../../tokenizer/vocabulary';
import type { TextLook } from '../common/textLook';
import styles from './Guesses.module.css';

const WIDTH = 176;
/** Where there is room: longer words are then not cut. */
const ROOMY = 248;
const GAP = 16;

/** Percent with one decimal where a whole number would say too little. */
function percent(p: number): string {
  return `${p >= 0.0995 ? Math.round(100 * p) : (100 * p).toFixed(1)} %`;
}

/** Left edges under the blanks, pushed apart where they would overlap; undefined if they do not fit. */
export function columnLefts(
  centres: readonly number[],
  width: number,
  column = WIDTH,
): number[] | undefined {
  // Blanks follow one another from right to left where the sentence does.
  const order = centres.map((_, i) => i).sort((a, b) => centres[a]! - centres[b]!);
  const need = centres.length * column + (centres.length - 1) * GAP;
  if (need > width) return undefined;
  const lefts = order.map((i) => Math.max(0, centres[i]! - column / 2));
  for (let i = 1; i < lefts.length; i++) {
    lefts[i] = Math.max(lefts[i]!, lefts[i - 1]! + column + GAP);
  }
  let limit = width - column;
  for (let i = lefts.length - 1; i >= 0; i--) {
    lefts[i] = Math.min(lefts[i]!, limit);
    limit = lefts[i]! - column - GAP;
  }
  return centres.map((_, i) => lefts[order.indexOf(i)]!);
}

/** Where the lists stand, one a blank, and how wide each may be. */
export interface Columns {
  readonly lefts: readonly number[];
  readonly width: number;
}

/** Columns under the blanks, as wide as there is room for; undefined if they do not fit. */
export function columnsFor(
  centres: readonly number[],
  width: number,
  view: View | undefined,
): Columns | undefined {
  // Where the best guess is known it stands beside the model's, and both near their blank: words are short there.
  for (const column of view?.exact ? [2 * WIDTH + GAP] : [ROOMY, WIDTH]) {
    const lefts = columnLefts(centres, width, column);
    if (lefts) return { lefts, width: column };
  }
  return undefined;
}

interface Props {
  readonly specimen: Specimen;
  readonly view: View | undefined;
  /** Language and direction of the sentence */
  readonly look: TextLook;
  readonly vocabulary: readonly string[];
  /** In rows of their own where undefined */
  readonly columns: Columns | undefined;
}

interface ListProps {
  readonly name: string;
  readonly guesses: readonly Guess[] | undefined;
  readonly vocabulary: readonly string[];
  /** The right token, where it is known */
  readonly truth: number;
  readonly exact?: boolean;
}

/** Words with their probabilities, the likeliest first. */
function GuessList({ name, guesses, vocabulary, truth, exact }: ListProps) {
  return (
    <ol aria-label={name} data-exact={exact}>
      {guesses?.map(({ id, probability }) => (
        <li key={id} data-right={(truth !== MASK_ID && truth === id) || undefined}>
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

/** The five best guesses under each blank, and beside them what can at best be guessed, where that is known. */
export function Guesses({ specimen, view, look, vocabulary, columns }: Props) {
  return (
    <div
      {...look}
      className={columns ? styles.columns : styles.rows}
      data-exact={view?.exact ? true : undefined}
    >
      {specimen.blanks.map((token, b) => {
        const truth = specimen.tokens[token]!.id;
        const exact = view?.exact?.[b];
        const lists = { vocabulary, truth };
        return (
          <div
            key={token}
            className={styles.column}
            style={columns && { left: columns.lefts[b], width: columns.width }}
          >
            {!columns && <p className={styles.caption}>blank {b + 1}</p>}
            {exact && (
              <>
                <p className={styles.kind}>guessed</p>
                <p className={styles.kind}>exact · {exact.divergence.toFixed(2)} nats away</p>
              </>
            )}
            <GuessList {...lists} name={`Guesses for blank ${b + 1}`} guesses={view?.guesses[b]} />
            {exact && (
              <GuessList
                {...lists}
                name={`Exact for blank ${b + 1}`}
                guesses={exact.guesses}
                exact
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
