import { ZIndexLayer } from 'recharts';
import { formatCount } from '../../base/format';
import { lineBoxes } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { usePlace } from '../charts/usePlace';
import { type CurveRow, pointsOf } from './curve';
import { bestLabel, endLabels } from './endLabels';

interface Props {
  readonly rows: readonly CurveRow[];
  readonly levels: readonly Level[];
  /** As in `LossChartProps` */
  readonly best: number | undefined;
  readonly isBack: boolean;
}

/**
 * The names of the levels, the names of the lines at their ends, a dot at the exam of the model as it is, and a ring at its
 * best one where that was another.
 */
export function ChartLabels({ rows, levels, best, isBack }: Props) {
  const place = usePlace();
  if (!place) return null;
  const curve = lineBoxes(pointsOf(rows), place);
  const past = isBack ? rows.filter(({ step }) => step <= best!) : rows;
  const lines = [...curve, ...levelBoxes(levels, place)];
  const ends = endLabels(past, lines, place, isBack ? `, best at ${formatCount(best!)}` : '');
  const bestRow = isBack ? undefined : rows.find((row) => row.step === best);
  const ring = bestRow?.heldOut === undefined ? undefined : { ...bestRow, loss: bestRow.heldOut };
  const marks = ring ? [bestLabel(ring, [...lines, ...ends], place)] : [];
  const names = levelLabels(levels, [...curve, ...ends, ...marks], place);
  const last = past.findLast((row) => row.heldOut !== undefined);
  return (
    <>
      <ZIndexLayer zIndex={ON_TOP}>
        {last && (
          <circle cx={place.x(last.step)} cy={place.y(last.heldOut!)} r={3.5} fill="var(--ink)" />
        )}
        {ring && (
          <circle
            cx={place.x(ring.step)}
            cy={place.y(ring.loss)}
            r={3.5}
            fill="var(--paper)"
            stroke="var(--ink)"
            strokeWidth={1.5}
          />
        )}
      </ZIndexLayer>
      <PlacedNames names={[...names, ...ends, ...marks]} />
    </>
  );
}
