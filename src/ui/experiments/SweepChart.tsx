import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ResponsiveContainer,
  usePlotArea,
  XAxis,
  YAxis,
} from 'recharts';
import type { Interval } from '../../base/bootstrap';
import styles from './Experiments.module.css';
import { MEASURES, type SweepMeasure } from './measures';

interface Props {
  readonly rows: readonly {
    readonly label: string;
    readonly score: Interval | undefined;
    /** What can at best be expected */
    readonly floor: number | undefined;
  }[];
  readonly measure: SweepMeasure;
  /** What is swept, in words */
  readonly setting: string;
}

/** Round numbers around all that is shown, at most about six. */
export function ticksAround(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const wanted = Math.max(high - low, 1e-3) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].map((unit) => unit * power).find((s) => s >= wanted)!;
  const first = Math.floor(low / step);
  const count = Math.ceil(high / step - 1e-9) - first;
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** What the axes are: above the one, below the other. */
function AxisNames({ measure, setting }: Pick<Props, 'measure' | 'setting'>) {
  const area = usePlotArea();
  if (!area) return null;
  return (
    <g className={styles.axisNames}>
      <text x={0} y={12}>
        {MEASURES[measure]}
        {measure === 'accuracy' && ', %'}
      </text>
      <text x={area.x + area.width / 2} y={area.y + area.height + 38} textAnchor="middle">
        {setting}
      </text>
    </g>
  );
}

/** A measure by value, with 95 % intervals as bars, and dotted what can at best be reached. */
export default function SweepChart({ rows, measure, setting }: Props) {
  const isShare = measure === 'accuracy';
  const scale = isShare ? 100 : 1;
  const data = rows.flatMap(({ label, score, floor }) =>
    score
      ? [
          {
            label,
            mean: scale * score.mean,
            error: [scale * (score.mean - score.low), scale * (score.high - score.mean)] as const,
            floor: floor === undefined ? undefined : scale * floor,
          },
        ]
      : [],
  );
  const shown = data.flatMap(({ mean, error, floor }) => [
    ...[mean - error[0], mean + error[1]],
    ...(floor === undefined ? [] : [floor]),
  ]);
  const ticks = ticksAround(shown);
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <LineChart
        data={data}
        margin={{ top: 26, right: 16, bottom: 22, left: 0 }}
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
        <YAxis
          domain={[ticks[0]!, ticks.at(-1)!]}
          ticks={ticks}
          interval={0}
          width={44}
          unit={isShare ? ' %' : ''}
          tickLine={false}
          axisLine={false}
        />
        <Line
          dataKey="floor"
          stroke="var(--bad)"
          strokeWidth={1.5}
          strokeDasharray="2 3"
          dot={{ r: 2, fill: 'var(--bad)', strokeWidth: 0 }}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="mean"
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
        <AxisNames measure={measure} setting={setting} />
      </LineChart>
    </ResponsiveContainer>
  );
}
