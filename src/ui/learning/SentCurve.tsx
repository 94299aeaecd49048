import { usePlace } from '../charts/usePlace';

interface Props {
  /** Held-out loss, nats */
  readonly points: readonly (readonly [step: number, loss: number])[];
}

/** The exams of the run that a link repeats: rings, which the line of this run goes through where it matches. */
export function SentCurve({ points }: Props) {
  const place = usePlace();
  if (!place) return null;
  const { left, top, width, height } = place.frame;
  const at = points
    .map(([step, loss]) => ({ step, x: place.x(step), y: place.y(loss) }))
    .filter(({ x, y }) => x <= left + width && y >= top && y <= top + height);
  return (
    <g className="sent" fill="none" stroke="var(--muted)">
      <polyline
        points={at.map(({ x, y }) => `${x},${y}`).join(' ')}
        strokeWidth={1}
        strokeDasharray="1 4"
      />
      {at.map(({ step, x, y }) => (
        <circle key={step} cx={x} cy={y} r={3} />
      ))}
    </g>
  );
}
