import { ZIndexLayer } from 'recharts';
import type { Level } from '../charts/levelLabels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { usePlace } from '../charts/usePlace';
import { type CurveRow, pointsOf } from './curve';
import { curveLabels } from './curveLabels';

interface Props {
  readonly rows: readonly CurveRow[];
  readonly levels: readonly Level[];
}

/** The names of the levels, the names of the lines at their ends, and a dot at the newest exam. */
export function ChartLabels({ rows, levels }: Props) {
  const place = usePlace();
  if (!place) return null;
  const { names, ends } = curveLabels(rows, levels, place);
  const last = pointsOf(rows, 'heldOut').at(-1);
  return (
    <>
      <ZIndexLayer zIndex={ON_TOP}>
        {last && (
          <circle cx={place.x(last.step)} cy={place.y(last.loss)} r={3.5} fill="var(--ink)" />
        )}
      </ZIndexLayer>
      <PlacedNames names={[...names, ...ends]} />
    </>
  );
}
