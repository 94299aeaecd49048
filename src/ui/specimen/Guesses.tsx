import { type CSSProperties, lazy, Suspense } from 'react';
import type { View } from '../../protocol/look';
import { answerOf, type Specimen } from '../../store/playground/specimen';
import type { TextLook } from '../common/textLook';
import styles from './Guesses.module.css';
import { GuessList } from './GuessList';
import { type HiddenWord, hiddenWords, judge } from './verdict';

/** Only under guesses, which the first screen has not. They wait for it, so that it does not jump in below them. */
const VerdictLine = lazy(() => import('./VerdictLine'));

const WIDTH = 176;
/** Where there is room, the widest that fits: bars are then longer, and long words are not cut. */
const ROOMY = [312, 280, 248, 212];
const GAP = 16;
/** A column as wide as this has room for a verdict in one line. */
const ONE_LINE = 300;

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
  for (const column of view?.exact ? [2 * WIDTH + GAP] : [...ROOMY, WIDTH]) {
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
  /** Whether a lesson asks for the hidden words, so that the line under the guesses must not name them */
  readonly isCovered?: boolean;
}

/** Where the lists of a word stand: from the first of its columns to the last, whichever way the sentence runs. */
function spanOf({ lefts, width }: Columns, { blanks }: HiddenWord): CSSProperties {
  const own = blanks.map((b) => lefts[b]!);
  const left = Math.min(...own);
  return { marginLeft: left, width: Math.max(...own) + width - left };
}

/** The five best guesses under each blank, and beside them what can at best be guessed, where that is known. */
export function Guesses({ specimen, view, look, vocabulary, columns, isCovered }: Props) {
  return (
    <div
      {...look}
      className={columns ? styles.columns : styles.rows}
      data-exact={view?.exact ? true : undefined}
    >
      <Suspense>
        {hiddenWords(specimen).map((word) => (
          <div
            key={word.blanks[0]}
            className={styles.word}
            style={columns && spanOf(columns, word)}
            data-wide={(columns && columns.width >= ONE_LINE) || undefined}
          >
            <div className={styles.pieces}>
              {word.blanks.map((b) => {
                const exact = view?.exact?.[b];
                const lists = {
                  vocabulary,
                  answer: answerOf(specimen.tokens[specimen.blanks[b]!]!),
                };
                return (
                  <div key={b} className={styles.piece}>
                    {!columns && <p className={styles.caption}>blank {b + 1}</p>}
                    {exact && (
                      <>
                        <p className={styles.kind}>guessed</p>
                        <p className={styles.kind}>
                          exact · {exact.divergence.toFixed(2)} nats away
                        </p>
                      </>
                    )}
                    <GuessList
                      {...lists}
                      name={`Guesses for blank ${b + 1}`}
                      guesses={view?.guesses[b]}
                    />
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
            {isCovered ? (
              <p className="small-print">Covered until you have answered.</p>
            ) : (
              <VerdictLine
                word={word}
                verdict={judge(word, specimen, view)}
                lang={look.lang}
                vocabulary={vocabulary}
              />
            )}
          </div>
        ))}
      </Suspense>
    </div>
  );
}
