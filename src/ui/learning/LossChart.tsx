import { memo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount } from '../../base/format';
import type { EvalPoint, RunFacts } from '../../protocol/run';
import { ChartLabels } from './ChartLabels';
import { CurveTooltip } from './CurveTooltip';
import { type CurveRow, curveRows, curveTop, stretchLengths, type TrainMean } from './curve';
import styles from './Learning.module.css';
import { niceTicks } from './ticks';

export interface LossChartProps {
  readonly train: readonly TrainMean[];
  readonly evals: readonly EvalPoint[];
  readonly facts: RunFacts | undefined;
  /** Loss of one who knows nothing, where no facts are known yet */
  readonly knowsNothing: number;
  readonly maxSteps: number;
  /** The step that the page was scrubbed back to */
  readonly cursor: number | undefined;
}

interface TickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: number };
}

/** The step under the x axis; one at the very edge stands inside the frame. */
function stepTick(last: number) {
  return ({ x, y, payload: { value } }: TickProps) => (
    <text x={x} y={y} dy={10} textAnchor={value === last ? 'end' : 'middle'}>
      {formatCount(value)}
    </text>
  );
}

const MARGIN = { top: 4, right: 4, bottom: 0, left: 0 };

/**
 * Held-out and training loss by step, with the losses that simple knowledge would have. The
 * domains hold every point: "overflow" only lets them stand while there is none.
 */
export default memo(function LossChart(props: LossChartProps) {
  const { train, evals, facts, knowsNothing, maxSteps, cursor } = props;
  const rows = curveRows(train, evals);
  const end = Math.max(maxSteps, rows.at(-1)?.step ?? 0);
  const top = curveTop(facts?.knowsNothing ?? knowsNothing, rows);
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%" debounce={50}>
        <LineChart data={rows} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--rule)" syncWithTicks />
          <XAxis
            dataKey="step"
            type="number"
            domain={[0, end]}
            allowDataOverflow
            ticks={niceTicks(end, 4, true)}
            tick={stepTick(end)}
            interval={0}
            height={22}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            type="number"
            domain={[0, top]}
            allowDataOverflow
            ticks={niceTicks(top, 4, false)}
            interval={0}
            width={26}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            content={<CurveTooltip train={train} evals={evals} />}
            cursor={{ stroke: 'var(--line)' }}
            isAnimationActive={false}
          />
          {stretchLengths(rows).map((points, n) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
              key={n}
              dataKey={(row: CurveRow) => (row.stretch === n ? row.training : undefined)}
              stroke="var(--line)"
              strokeWidth={1}
              // A line of one point would not be seen.
              dot={points === 1 && n > 0 ? { r: 1 } : false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
          <Line
            dataKey="heldOut"
            stroke="var(--ink)"
            strokeWidth={2}
            dot={false}
            activeDot={false}
            connectNulls
            isAnimationActive={false}
          />
          {cursor !== undefined && <ReferenceLine x={cursor} stroke="var(--line)" />}
          <ChartLabels rows={rows} facts={facts} />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
});
