import { ZIndexLayer } from 'recharts';
import { lineBoxes } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { usePlace } from '../charts/usePlace';
import { type CurveRow, pointsOf } from './curve';
import { endLabels } from './endLabels';

interface Props {
  readonly rows: readonly CurveRow[];
  readonly levels: readonly Level[];
}

/** The names of the levels, the names of the lines at their ends, and a dot at the newest exam. */
export function ChartLabels({ rows, levels }: Props) {
  const place = usePlace();
  if (!place) return null;
  const curve = lineBoxes(pointsOf(rows), place);
  const ends = endLabels(rows, [...curve, ...levelBoxes(levels, place)], place);
  const names = levelLabels(levels, [...curve, ...ends], place);
  const last = rows.findLast((row) => row.heldOut !== undefined);
  return (
    <>
      <ZIndexLayer zIndex={ON_TOP}>
        {last && (
          <circle cx={place.x(last.step)} cy={place.y(last.heldOut!)} r={3.5} fill="var(--ink)" />
        )}
      </ZIndexLayer>
      <PlacedNames names={[...names, ...ends]} />
    </>
  );
}
