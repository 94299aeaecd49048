import { Line, ReferenceLine } from 'recharts';
import type { Context } from '../../config/settings';
import type { Floors } from '../../protocol/floors';
import { ChartFrame, LossAxis, StepAxis } from '../charts/ChartFrame';
import { rowsByStep } from '../charts/rowsByStep';
import { spread } from '../charts/spread';
import { usePlace } from '../charts/usePlace';

const COLOURS: Readonly<Record<Context, string>> = {
  left: 'var(--left)',
  right: 'var(--right)',
  both: 'var(--ink)',
};
const NAMES: Readonly<Record<Context, string>> = {
  left: 'before only',
  right: 'after only',
  both: 'both sides',
};
const ORDER = ['left', 'right', 'both'] as const;
/** Room for the names at the right */
const RIGHT = 150;
/** Between two lines of names, px */
const APART = 14;

export interface ExamChartProps {
  /** Undefined where nobody knows them */
  readonly floors: Floors | undefined;
  readonly knowsNothing: number;
  /** By context */
  readonly runs: readonly {
    readonly id: string;
    readonly points: readonly { readonly step: number; readonly loss: number }[];
  }[];
  readonly maxSteps: number;
}

/** Names at the right of the lines, moved apart where they would meet. */
function Names({ floors, runs }: Pick<ExamChartProps, 'floors' | 'runs'>) {
  const place = usePlace();
  if (!place) return null;
  const { y, frame } = place;
  const names = ORDER.flatMap((context) => {
    const loss = runs.find(({ id }) => id === context)?.points.at(-1)?.loss;
    const floor = floors?.[context].loss;
    return [
      ...(loss === undefined
        ? []
        : [
            {
              context,
              at: y(loss),
              text: `${NAMES[context]} ${loss.toFixed(2)}`,
              strong: true,
            },
          ]),
      ...(floor === undefined
        ? []
        : [
            {
              context,
              at: y(floor),
              text: `${loss === undefined ? `${NAMES[context]}: ` : ''}at best ${floor.toFixed(2)}`,
              strong: false,
            },
          ]),
    ];
  });
  // Half a line inside the plot, or the last name would touch the numbers below.
  const [low, high] = [frame.top + APART / 2, frame.top + frame.height - APART / 2];
  const places = spread(
    names.map((name) => name.at),
    APART,
    low,
    high,
  );
  const placed = names.map((name, i) => ({ ...name, at: places[i]! }));
  return placed.map(({ context, at, text, strong }) => (
    <text
      key={`${context} ${strong}`}
      x={frame.left + frame.width + 8}
      y={at + 4}
      fill={`var(--${context === 'both' ? 'ink' : `${context}-text`})`}
      fontWeight={strong ? 600 : 400}
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
    <ChartFrame data={rowsByStep(runs)} margin={{ top: 8, right: RIGHT, bottom: 0, left: 0 }}>
      <StepAxis end={maxSteps} />
      <LossAxis top={top} />
      {floors &&
        ORDER.map((context) => (
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
    </ChartFrame>
  );
}
