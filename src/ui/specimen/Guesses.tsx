import type { View } from '../../protocol/messages';
import type { Specimen } from '../../store/specimen';
import { MASK_ID } from '../../text/types';
import styles from './Specimen.module.css';

const WIDTH = 176;
const GAP = 16;

/** Percent with one decimal where a whole number would say too little. */
function percent(p: number): string {
  return `${p >= 0.0995 ? Math.round(100 * p) : (100 * p).toFixed(1)} %`;
}

/** Left edges under the blanks, pushed apart where they would overlap; undefined if they do not fit. */
export function columnLefts(centres: readonly number[], width: number): number[] | undefined {
  const need = centres.length * WIDTH + (centres.length - 1) * GAP;
  if (need > width) return undefined;
  const lefts = centres.map((x) => Math.max(0, x - WIDTH / 2));
  for (let i = 1; i < lefts.length; i++) {
    lefts[i] = Math.max(lefts[i]!, lefts[i - 1]! + WIDTH + GAP);
  }
  let limit = width - WIDTH;
  for (let i = lefts.length - 1; i >= 0; i--) {
    lefts[i] = Math.min(lefts[i]!, limit);
    limit = lefts[i]! - WIDTH - GAP;
  }
  return lefts;
}

interface Props {
  readonly specimen: Specimen;
  readonly view: View | undefined;
  readonly vocabulary: readonly string[];
  /** Left edges, one a blank; in rows of their own where undefined */
  readonly lefts: readonly number[] | undefined;
}

/** The five best guesses under each blank. */
export function Guesses({ specimen, view, vocabulary, lefts }: Props) {
  return (
    <div className={lefts ? styles.columns : styles.rows}>
      {specimen.blanks.map((token, b) => {
        const truth = specimen.tokens[token]!.id;
        return (
          <div
            key={token}
            className={styles.column}
            style={lefts ? { left: lefts[b], width: WIDTH } : undefined}
          >
            {!lefts && <p className={styles.caption}>blank {b + 1}</p>}
            <ol aria-label={`Guesses for blank ${b + 1}`}>
              {view?.guesses[b]?.map(({ id, probability }) => (
                <li key={id} data-right={(truth !== MASK_ID && truth === id) || undefined}>
                  <span className={styles.guess}>{vocabulary[id]}</span>
                  <span className={styles.meter} aria-hidden="true">
                    <span style={{ width: `${100 * probability}%` }} />
                  </span>{' '}
                  <span className={styles.percent}>{percent(probability)}</span>
                </li>
              ))}
            </ol>
          </div>
        );
      })}
    </div>
  );
}
