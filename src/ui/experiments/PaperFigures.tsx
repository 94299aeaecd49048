import { useMemo } from 'react';
import { formatPercent } from '../../base/format';
import type { Paper } from '../../config/papers';
import type { ExperimentRecord } from '../../storage/experiments';
import { armFloors, armScores } from '../../store/experiments/conclusions/verdict';
import type { Scope } from '../../store/experiments/state';
import { keptTogether } from './keptTogether';
import styles from './PaperFigures.module.css';

const COLUMNS = { probe: 'probe here', accuracy: 'exam here', loss: 'exam here, nats' } as const;

interface Props {
  readonly paper: Paper;
  readonly record: ExperimentRecord | undefined;
  readonly scope: Scope;
}

/** An arm a row: the figures as published, what it came to here, and the best to expect. */
export function PaperFigures({ paper: { published, arms, metric }, record, scope }: Props) {
  // Thousands of resamples: computed once per result, not per render.
  const scores = useMemo(
    () => (record ? armScores(record, metric, scope) : []),
    [record, metric, scope],
  );
  const floors = record ? armFloors(record, metric, scope) : [];
  const format = (value: number) =>
    metric === 'loss' ? value.toFixed(3) : formatPercent(value, 1);
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <td className={styles.unit}>in %</td>
          {published.map(({ measure }) => (
            <th key={measure} scope="col">
              {keptTogether(measure)}
            </th>
          ))}
          <th scope="col">{COLUMNS[metric]}</th>
          <th scope="col">at best</th>
        </tr>
      </thead>
      <tbody>
        {arms.map(({ label }, a) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {published.map(({ measure, figures }) => (
              <td key={measure}>{figures[a]?.toFixed(1) ?? '–'}</td>
            ))}
            <td>{scores[a] ? format(scores[a].mean) : '–'}</td>
            <td>{floors[a] === undefined ? '–' : format(floors[a])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
