import { ErrorBar, Line, XAxis, YAxis } from 'recharts';
import { ticksAround } from '../../base/ticks';
import { BARE, ChartFrame, X_HEIGHT } from '../charts/ChartFrame';
import { usePlace } from '../charts/usePlace';
import { MEASURES, type SweepMeasure } from './measures';
import styles from './SweepChart.module.css';
import type { SweepRow } from './SweepTable';

interface Props {
  readonly rows: readonly Pick<SweepRow, 'label' | 'score' | 'floor'>[];
  readonly measure: SweepMeasure;
  /** What is swept, in words */
  readonly setting: string;
}

/** What the axes are: above the one, below the other. */
function AxisNames({ measure, setting }: Pick<Props, 'measure' | 'setting'>) {
  const place = usePlace();
  if (!place) return null;
  const { left, top, width, height } = place.frame;
  return (
    <g className={styles.axisNames}>
      <text x={0} y={12}>
        {MEASURES[measure]}
        {measure === 'accuracy' && ', %'}
      </text>
      <text x={left + width / 2} y={top + height + 38} textAnchor="middle">
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
    <ChartFrame data={data} margin={{ top: 26, right: 16, bottom: 22, left: 0 }}>
      <XAxis {...BARE} dataKey="label" height={X_HEIGHT} padding={{ left: 24, right: 24 }} />
      <YAxis
        {...BARE}
        domain={[ticks[0]!, ticks.at(-1)!]}
        ticks={ticks}
        interval={0}
        width={44}
        unit={isShare ? ' %' : ''}
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
    </ChartFrame>
  );
}
