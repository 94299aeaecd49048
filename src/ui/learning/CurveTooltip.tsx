import { formatCount, formatPercent } from '../../base/format';
import type { EvalPoint } from '../../protocol/run';
import type { Level } from '../charts/levelLabels';
import { tooltipPlace } from '../charts/tooltipPlace';
import { usePlace } from '../charts/usePlace';
import styles from './CurveTooltip.module.css';
import type { CurveRow, TrainMean } from './curve';
import { curveLabels } from './curveLabels';

/** Fixed, so that its place can be chosen before it is drawn, px */
const SIZE = { width: 212, height: 82 };

interface Props {
  /** What the chart draws */
  readonly rows: readonly CurveRow[];
  readonly levels: readonly Level[];
  readonly train: readonly TrainMean[];
  readonly evals: readonly EvalPoint[];
  /** The next two come from the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
}

/** What was measured at the step under the pointer: the newest exam by then, and the training loss. */
export function CurveTooltip({ rows, levels, train, evals, active, label }: Props) {
  const place = usePlace();
  if (!active || label === undefined || !place) return null;
  const step = Number(label);
  const exam = evals.findLast((point) => point.step <= step);
  const mean = train.find((point) => point.step >= step);
  const told = [exam, step > 0 ? mean : undefined].flatMap((point) =>
    point?.loss === undefined ? [] : [{ x: place.x(point.step), y: place.y(point.loss) }],
  );
  const { frame } = place;
  const at = told.length > 0 ? told : [{ x: place.x(step), y: frame.top }];
  const chart = { ...frame, left: 0, width: frame.left + frame.width };
  const { lines, ends, names } = curveLabels(rows, levels, place);
  const { left, top } = tooltipPlace(SIZE, at, [...lines, ...ends, ...names], chart);
  return (
    <table className={styles.tooltip} style={{ left, top, width: SIZE.width }}>
      <tbody>
        <tr>
          <th>step</th>
          <td>{formatCount(step)}</td>
        </tr>
        {exam && (
          <tr>
            <th>held-out{exam.step < step && `, step ${formatCount(exam.step)}`}</th>
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
            <th>training{mean.steps > 1 && `, mean of ${mean.steps}`}</th>
            <td>{mean.loss?.toFixed(2) ?? '–'}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
