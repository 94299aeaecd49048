import { memo } from 'react';
import { Line, ReferenceLine, Tooltip } from 'recharts';
import type { EvalPoint, RunFacts } from '../../protocol/run';
import { ChartFrame, LossAxis, StepAxis } from '../charts/ChartFrame';
import { LevelLines } from '../charts/LevelLines';
import type { Level } from '../charts/levelLabels';
import { levelsOf } from '../charts/levels';
import { ChartLabels } from './ChartLabels';
import styles from './CurveFrame.module.css';
import { CurveTooltip } from './CurveTooltip';
import {
  type CurveRow,
  curveRows,
  curveTop,
  stretchLengths,
  type TrainMean,
  thinEvals,
} from './curve';
import { SentCurve } from './SentCurve';

export interface LossChartProps {
  readonly train: readonly TrainMean[];
  readonly evals: readonly EvalPoint[];
  readonly facts: RunFacts | undefined;
  /** Loss of a uniform guess, until the facts of the run are known */
  readonly knowsNothing: number;
  readonly maxSteps: number;
  /** The step that the page was scrubbed back to */
  readonly cursor: number | undefined;
  /** The step with the lowest held-out loss, where the run came to a higher one */
  readonly best: number | undefined;
  /** Whether the model went back there: what came later is drawn as not taken */
  readonly isBack: boolean;
  /** Step and held-out loss of the run that a link repeats */
  readonly sent: readonly (readonly [step: number, loss: number])[] | undefined;
}

/** What is known of a run's exam before its first step. */
function levelsOfRun({ examBlanks, knowsNothing, knowsFrequencies, language }: RunFacts): Level[] {
  return levelsOf({
    knowsNothing,
    knowsFrequencies: examBlanks > 0 ? knowsFrequencies : undefined,
    floors: language && 'floors' in language ? language.floors : undefined,
  });
}

const MARGIN = { top: 4, right: 4, bottom: 0, left: 0 };

/**
 * Held-out and training loss by step, with the losses that simple knowledge would have. The
 * domains hold every point: "overflow" only lets them stand while there is none.
 */
export default memo(function LossChart(props: LossChartProps) {
  const { train, evals, facts, knowsNothing, maxSteps, cursor, best, isBack, sent } = props;
  /** The last step of the model's own past */
  const present = isBack && best !== undefined ? best : Number.POSITIVE_INFINITY;
  const rows = curveRows(train, thinEvals(evals, best));
  const end = Math.max(maxSteps, rows.at(-1)?.step ?? 0);
  const levels = facts ? levelsOfRun(facts) : [];
  const top = curveTop(facts?.knowsNothing ?? knowsNothing, rows);
  return (
    <div className={styles.chart} aria-hidden="true">
      <ChartFrame data={rows} margin={MARGIN}>
        <StepAxis end={end} isFlush />
        <LossAxis top={top} />
        <LevelLines levels={levels} />
        <Tooltip
          content={<CurveTooltip rows={rows} levels={levels} train={train} evals={evals} />}
          cursor={{ stroke: 'var(--line)' }}
          isAnimationActive={false}
          position={{ x: 0, y: 0 }} // it finds its own place
        />
        {stretchLengths(rows).map((points, n) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
            key={n}
            dataKey={(row: CurveRow) =>
              row.stretch === n && row.step <= present ? row.training : undefined
            }
            stroke="var(--line)"
            strokeWidth={1}
            // A line of one point would be invisible.
            dot={points === 1 && n > 0 ? { r: 1 } : false}
            activeDot={false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        <Line
          dataKey={(row: CurveRow) => (row.step <= present ? row.heldOut : undefined)}
          stroke="var(--ink)"
          strokeWidth={2}
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
        />
        {(['training', 'heldOut'] as const).map((of) => (
          <Line
            key={of}
            className="later"
            dataKey={(row: CurveRow) => (row.step >= present ? row[of] : undefined)}
            stroke={of === 'heldOut' ? 'var(--muted)' : 'var(--line)'}
            strokeWidth={of === 'heldOut' ? 1.5 : 1}
            strokeDasharray="2 4"
            dot={false}
            activeDot={false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        {cursor !== undefined && (
          <ReferenceLine className="moment" x={cursor} stroke="var(--line)" />
        )}
        {sent && <SentCurve points={sent} />}
        <ChartLabels rows={rows} levels={levels} best={best} isBack={isBack} />
      </ChartFrame>
    </div>
  );
});
