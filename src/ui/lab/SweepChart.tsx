import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import type { Interval } from '../../base/bootstrap';

interface Props {
  readonly rows: readonly { readonly label: string; readonly score: Interval | undefined }[];
}

/** Percent right by value, with 95 % intervals as bars. */
export default function SweepChart({ rows }: Props) {
  const data = rows.flatMap(({ label, score }) =>
    score
      ? [
          {
            label,
            right: 100 * score.mean,
            error: [100 * (score.mean - score.low), 100 * (score.high - score.mean)],
          },
        ]
      : [],
  );
  const low = Math.min(...data.map(({ right, error }) => right - error[0]!));
  const high = Math.max(...data.map(({ right, error }) => right + error[1]!));
  const domain = [Math.max(0, Math.floor(low / 5) * 5), Math.min(100, Math.ceil(high / 5) * 5)];
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <LineChart
        data={data}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--rule)" />
        <XAxis
          dataKey="label"
          height={22}
          tickLine={false}
          axisLine={false}
          padding={{ left: 24, right: 24 }}
        />
        <YAxis domain={domain} width={34} unit=" %" tickLine={false} axisLine={false} />
        <Line
          dataKey="right"
          stroke="var(--ink)"
          strokeWidth={1.5}
          dot={{ r: 3, fill: 'var(--ink)' }}
          activeDot={false}
          isAnimationActive={false}
        >
          <ErrorBar
            dataKey="error"
            direction="y"
            width={6}
            strokeWidth={1.5}
            stroke="var(--muted)"
            isAnimationActive={false}
          />
        </Line>
      </LineChart>
    </ResponsiveContainer>
  );
}
