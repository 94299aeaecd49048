import type { ReactNode } from 'react';
import type { Interval } from '../../base/bootstrap';
import { wilson } from '../../base/exactTests';
import { formatCount } from '../../base/format';
import { baselines } from '../../store/playground/youFirst/report';
import type { ModelSitting, YouFirst } from '../../store/playground/youFirst/state';
import { formatExpected } from './conclusion';
import styles from './ScoreTable.module.css';

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

interface RowProps {
  readonly name: ReactNode;
  /** Right, of `total`; what is expected may be a fraction */
  readonly right: number;
  readonly total: number;
  /** Of what was measured */
  readonly interval?: Interval | undefined;
  /** What to know of it, where it is only there to compare with */
  readonly note?: string;
  readonly mark: 'you' | 'model' | 'other';
}

/** A score as a figure, and as a place between none right and all. */
function Row({ name, right, total, interval, note, mark }: RowProps) {
  return (
    <tr data-mark={mark}>
      <th scope="row">{name}</th>
      <td className={`mono ${styles.score}`}>
        {formatExpected(right).replace(/\.0$/, '')} of {total}
      </td>
      <td className={styles.place} aria-hidden="true">
        <span className={styles.track}>
          {interval && (
            <span
              className={styles.reach}
              style={{ left: percent(interval.low), width: percent(interval.high - interval.low) }}
            />
          )}
          <span className={styles.dot} style={{ left: percent(right / total) }} />
        </span>
      </td>
      <td className={styles.note}>
        {interval
          ? `${(100 * interval.low).toFixed(0)} to ${(100 * interval.high).toFixed(0)} %`
          : note}
      </td>
    </tr>
  );
}

interface Props {
  readonly exam: YouFirst;
  /** The model's newest sitting */
  readonly last: ModelSitting | undefined;
}

/** Both scores with their intervals, beside what is got without knowing, and the best that anybody can get. */
export function ScoreTable({ exam, last }: Props) {
  const { items, right, of } = exam;
  const total = items.length;
  const yours = right.filter((one) => one === true).length;
  const models = last?.guesses.filter(({ isRight }) => isRight).length;
  const { choices, chance, commonest } = baselines(items, of.vocabulary, of.cut?.commonestWord);
  const best = last?.guesses.flatMap((guess) => guess.best ?? []) ?? [];
  const expected = best.reduce((sum, { probability }) => sum + probability, 0);
  const inPieces = items.some(({ blanks }) => blanks.length > 1);
  const rest = { total, mark: 'other' } as const;
  return (
    <div className={styles.scores}>
      <table>
        <caption className="visually-hidden">Right, of {total} blanks</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">right</th>
            <td aria-hidden="true" className={`mono ${styles.place}`}>
              <span className={styles.ends}>
                <span>0</span>
                <span>{total}</span>
              </span>
            </td>
            <th scope="col">95 % interval</th>
          </tr>
        </thead>
        <tbody>
          <Row name="You" right={yours} total={total} interval={wilson(yours, total)} mark="you" />
          {last && models !== undefined && (
            <Row
              name={`The model, step ${formatCount(last.step)}`}
              right={models}
              interval={wilson(models, total)}
              {...{ total, mark: 'model' }}
            />
          )}
          {best.length === total && (
            <Row
              name="The best possible"
              right={best.filter(({ isRight }) => isRight).length}
              note={`always the likeliest word; ${formatExpected(expected)} expected`}
              {...rest}
            />
          )}
          {commonest && (
            <Row
              name={
                <>
                  Always “<bdi>{commonest.word}</bdi>”
                </>
              }
              right={commonest.right}
              note="the commonest word of the text"
              {...rest}
            />
          )}
          <Row
            name="Blind choice"
            right={chance}
            note={`expected: one of ${formatCount(choices)} tokens${inPieces ? ' for each piece' : ''}`}
            {...rest}
          />
        </tbody>
      </table>
      <p className="small-print">
        The interval (Wilson’s) is where each would come out with very many such blanks, 95 % sure.
        {inPieces &&
          ' Where a word is in pieces, the model is told how many, guesses each, and is right if all are; you need not know.'}
        {last &&
          last.context !== 'both' &&
          ` The model saw only what stands ${last.context === 'left' ? 'before' : 'after'} a blank.`}
      </p>
    </div>
  );
}
