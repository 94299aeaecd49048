import type { ComponentProps, ReactNode } from 'react';
import { CartesianGrid, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatCount } from '../../base/format';
import { niceTicks } from '../../base/ticks';
import styles from './ChartFrame.module.css';

type LineChartProps = ComponentProps<typeof LineChart>;

interface FrameProps extends Pick<LineChartProps, 'data' | 'margin'> {
  /** Called with the width, px */
  readonly onResize?: (width: number) => void;
  /** Axes, lines and labels */
  readonly children: ReactNode;
}

/** A line chart that fills what is around it, with hairlines at the ticks of its y axis. */
export function ChartFrame({ data, margin, onResize, children }: FrameProps) {
  return (
    <ResponsiveContainer
      className={styles.frame}
      width="100%"
      height="100%"
      debounce={50}
      {...(onResize && { onResize })}
    >
      <LineChart
        {...(data && { data })}
        {...(margin && { margin })}
        accessibilityLayer={false} // each chart stands beside its figures as a table
      >
        <CartesianGrid vertical={false} stroke="var(--rule)" syncWithTicks />
        {children}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** What both axes of every chart have: numbers alone. */
export const BARE = { tickLine: false, axisLine: false } as const;
/** Room for the numbers under the plot, px */
export const X_HEIGHT = 22;

interface TickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: number };
}

interface StepAxisProps {
  /** The last step */
  readonly end: number;
  /** Whether there is no room right of the plot for half of the last number */
  readonly isFlush?: boolean;
}

/** Steps from 0. */
export function StepAxis({ end, isFlush }: StepAxisProps) {
  const tick = ({ x, y, payload: { value } }: TickProps) => (
    <text
      className={styles.tick}
      x={x}
      y={y}
      dy={10}
      textAnchor={isFlush && value === end ? 'end' : 'middle'}
    >
      {formatCount(value)}
    </text>
  );
  return (
    <XAxis
      {...BARE}
      dataKey="step"
      type="number"
      domain={[0, end]}
      allowDataOverflow
      ticks={niceTicks(end, 4, true)}
      tick={tick}
      interval={0}
      height={X_HEIGHT}
    />
  );
}

interface LossAxisProps {
  /** nats */
  readonly low?: number;
  readonly top: number;
}

/** Losses from `low`, about as far apart as if the axis began at 0. */
export function LossAxis({ low = 0, top }: LossAxisProps) {
  const ticks = niceTicks(top, (4 * top) / (top - low), false).filter((tick) => tick >= low);
  return (
    <YAxis
      {...BARE}
      type="number"
      domain={[low, top]}
      allowDataOverflow
      ticks={ticks}
      interval={0}
      width={26}
    />
  );
}
