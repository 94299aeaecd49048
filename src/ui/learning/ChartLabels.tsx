import { ZIndexLayer } from 'recharts';
import type { Level } from '../charts/levelLabels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { usePlace } from '../charts/usePlace';
import type { CurveRow } from './curve';
import { type BestShown, curveLabels } from './curveLabels';

interface Props extends BestShown {
  readonly rows: readonly CurveRow[];
  readonly levels: readonly Level[];
}

/**
 * The names of the levels, the names of the lines at their ends, a dot at the exam of the model as it is, and a ring at its
 * best one where that was another.
 */
export function ChartLabels({ rows, levels, best, isBack }: Props) {
  const place = usePlace();
  if (!place) return null;
  const { names, ends, marks, dot, ring } = curveLabels(rows, levels, place, { best, isBack });
  return (
    <>
      <ZIndexLayer zIndex={ON_TOP}>
        {dot && <circle cx={place.x(dot.step)} cy={place.y(dot.loss)} r={3.5} fill="var(--ink)" />}
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
