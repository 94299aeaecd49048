import { formatCount, formatPercent } from '../../base/format';
import type { EvalPoint } from '../../protocol/run';
import styles from './CurveTooltip.module.css';
import type { TrainMean } from './curve';

interface Props {
  readonly train: readonly TrainMean[];
  readonly evals: readonly EvalPoint[];
  /** The next two come from the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
}

/** What was measured at the step under the pointer: the newest exam by then, and the training loss. */
export function CurveTooltip({ train, evals, active, label }: Props) {
  if (!active || label === undefined) return null;
  const step = Number(label);
  const exam = evals.findLast((point) => point.step <= step);
  const mean = train.find((point) => point.step >= step);
  return (
    <table className={styles.tooltip}>
      <tbody>
        <tr>
          <th>step</th>
          <td>{formatCount(step)}</td>
        </tr>
        {exam && (
          <tr>
            <th>held-out{exam.step < step && `, at step ${formatCount(exam.step)}`}</th>
            <td>
              <strong>{exam.loss.toFixed(2)}</strong>
            </td>
          </tr>
        )}
        {exam && (
          <tr>
            <th>blanks right</th>
            <td>{formatPercent(exam.accuracy, 1)}</td>
          </tr>
        )}
        {mean && step > 0 && (
          <tr>
            <th>training{mean.steps > 1 && `, mean of ${mean.steps} steps`}</th>
            <td>{mean.loss?.toFixed(2) ?? '–'}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
