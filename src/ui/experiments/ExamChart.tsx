import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount } from '../../base/format';
import type { Context } from '../../config/settings';
import type { Floors } from '../../protocol/floors';
import { niceTicks } from '../learning/ticks';
import { apart } from './apart';
import styles from './Experiments.module.css';

const COLOURS: Readonly<Record<Context, string>> = {
  left: 'var(--left)',
  right: 'var(--right)',
  both: 'var(--ink)',
};
const NAMES: Readonly<Record<Context, string>> = {
  left: 'left only',
  right: 'right only',
  both: 'both sides',
};
const ORDER = ['left', 'right', 'both'] as const;
/** Room for the names at the right */
const RIGHT = 150;
/** Between two lines of names, px */
const APART = 14;

export interface ExamChartProps {
  readonly floors: Floors;
  readonly knowsNothing: number;
  /** By context */
  readonly runs: readonly {
    readonly id: string;
    readonly points: readonly { readonly step: number; readonly loss: number }[];
  }[];
  readonly maxSteps: number;
}

/** One row for each step at which some run sat the exam. */
function rowsOf(runs: ExamChartProps['runs']) {
  const rows = new Map<number, Record<string, number>>();
  for (const { id, points } of runs) {
    for (const { step, loss } of points) rows.set(step, { ...rows.get(step), step, [id]: loss });
  }
  return [...rows.values()].sort((a, b) => a.step! - b.step!);
}

/** Names at the right of the lines, moved apart where they would meet. */
function Names({ floors, runs }: Pick<ExamChartProps, 'floors' | 'runs'>) {
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!y || !area) return null;
  const names = ORDER.flatMap((context) => {
    const loss = runs.find(({ id }) => id === context)?.points.at(-1)?.loss;
    const floor = floors[context].loss;
    return [
      ...(loss === undefined
        ? []
        : [
            {
              context,
              at: y(loss) ?? 0,
              text: `${NAMES[context]} ${loss.toFixed(2)}`,
              strong: true,
            },
          ]),
      {
        context,
        at: y(floor) ?? 0,
        text: `${loss === undefined ? `${NAMES[context]}: ` : ''}at best ${floor.toFixed(2)}`,
        strong: false,
      },
    ];
  }).sort((a, b) => a.at - b.at);
  // Half a line within the plot's height, or the last would meet the numbers below.
  const [low, high] = [area.y + APART / 2, area.y + area.height - APART / 2];
  const wanted = names.map((name) => name.at);
  const places = apart(wanted, APART, low, high);
  const placed = names.map((name, i) => ({ ...name, at: places[i]! }));
  return placed.map(({ context, at, text, strong }) => (
    <text
      key={`${context} ${strong}`}
      x={area.x + area.width + 8}
      y={at + 4}
      fill={`var(--${context === 'both' ? 'ink' : `${context}-text`})`}
      fontWeight={strong ? 600 : 400}
      className={styles.name}
    >
      {text}
    </text>
  ));
}

/** Exam loss by step of each run, and the floors as dotted lines. */
export default function ExamChart({ floors, knowsNothing, runs, maxSteps }: ExamChartProps) {
  const top = Math.max(
    knowsNothing,
    ...runs.flatMap(({ points }) => points.map(({ loss }) => loss)),
  );
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <LineChart
        data={rowsOf(runs)}
        margin={{ top: 8, right: RIGHT, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--rule)" syncWithTicks />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, maxSteps]}
          allowDataOverflow
          ticks={niceTicks(maxSteps, 4, true)}
          tickFormatter={formatCount}
          height={22}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          type="number"
          domain={[0, top]}
          allowDataOverflow
          ticks={niceTicks(top, 4, false)}
          width={26}
          tickLine={false}
          axisLine={false}
        />
        {ORDER.map((context) => (
          <ReferenceLine
            key={context}
            y={floors[context].loss}
            stroke={COLOURS[context]}
            strokeDasharray="2 3"
          />
        ))}
        {ORDER.map((context) => (
          <Line
            key={context}
            dataKey={context}
            stroke={COLOURS[context]}
            strokeWidth={2}
            dot={false}
            activeDot={false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        <Names floors={floors} runs={runs} />
      </LineChart>
    </ResponsiveContainer>
  );
}
