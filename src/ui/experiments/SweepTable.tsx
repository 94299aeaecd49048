import type { ReactNode } from 'react';
import type { Interval } from '../../base/bootstrap';
import { formatCount } from '../../base/format';
import { formatMeasure, type SweepMeasure } from './measures';
import styles from './SweepTable.module.css';

export interface SweepRow {
  /** The value of the setting, in words */
  readonly label: string;
  readonly score: Interval | undefined;
  /** What can at best be expected, where that is known */
  readonly floor: number | undefined;
  /** The last good steps of runs whose loss was no longer a number */
  readonly diverged: readonly number[];
}

interface Props {
  readonly rows: readonly SweepRow[];
  readonly measure: SweepMeasure;
  /** What is swept, in words */
  readonly setting: string;
  readonly seeds: number;
  /** The caption */
  readonly children: ReactNode;
}

/** A value of the setting a row. */
export function SweepTable({ rows, measure, setting, seeds, children }: Props) {
  const hasFloors = rows.some(({ floor }) => floor !== undefined);
  const format = (value: number) => formatMeasure(measure, value);
  return (
    <table className={styles.table}>
      <caption>{children}</caption>
      <thead>
        <tr>
          <th scope="col">{setting}</th>
          <th scope="col">mean</th>
          <th scope="col">interval</th>
          {hasFloors && <th scope="col">at best</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, score, floor, diverged }) => (
          <tr key={label}>
            <th scope="row">
              {label}
              {diverged.length > 0 && (
                <small title="Its loss was no longer a number, so it is not in the mean">
                  {diverged.length} of {seeds} diverged after step{' '}
                  {diverged.map(formatCount).join(', ')}
                </small>
              )}
            </th>
            <td>{score ? format(score.mean) : '–'}</td>
            <td>{score && `${format(score.low)} to ${format(score.high)}`}</td>
            {hasFloors && <td>{floor === undefined ? '–' : format(floor)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
