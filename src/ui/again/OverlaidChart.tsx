import { Line, ReferenceLine, Tooltip, ZIndexLayer } from 'recharts';
import { formatCount, formatPercent } from '../../base/format';
import type { Context } from '../../config/settings';
import type { Floors } from '../../protocol/floors';
import type { EvalPoint, SatExam } from '../../protocol/run';
import { ChartFrame, LossAxis, StepAxis } from '../charts/ChartFrame';
import { LevelLines } from '../charts/LevelLines';
import { dotBox, lineBoxes } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { levelsOf } from '../charts/levels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { rowsByStep } from '../charts/rowsByStep';
import { usePlace } from '../charts/usePlace';
import tooltip from '../learning/CurveTooltip.module.css';
import { strokeOf } from '../library/strokes';
import { type LineEnd, overlaidLabels } from './overlaidLabels';

/** The held-out curve of one of the two runs. */
export interface OverlaidLine {
  readonly id: 'present' | 'earlier';
  readonly name: string;
  readonly context: Context;
  readonly points: readonly EvalPoint[];
}

interface Props {
  /** The present run first */
  readonly lines: readonly OverlaidLine[];
  /** That both sat */
  readonly exam: SatExam;
  readonly floors: Floors | undefined;
  readonly maxSteps: number;
  /** The step that the page was scrubbed back to */
  readonly cursor: number | undefined;
}

const MARGIN = { top: 4, right: 4, bottom: 0, left: 0 };
/** Room above the highest of the lines and levels */
const HEADROOM = 1.12;
const placeOf = ({ id }: OverlaidLine) => (id === 'present' ? 0 : 1);
const colourOf = (line: OverlaidLine) => strokeOf(placeOf(line), line.context).colour;

/** The names of the levels, and of the two lines at their ends. */
function Names({ lines, levels }: { lines: readonly OverlaidLine[]; levels: readonly Level[] }) {
  const place = usePlace();
  if (!place) return null;
  const ended = lines.flatMap((line) => {
    const last = line.points.at(-1);
    return last ? [{ line, last }] : [];
  });
  const ends = ended.map(
    ({ line: { id, name }, last: { step, loss } }): LineEnd => ({
      ...{ of: id === 'present' ? 'heldOut' : 'training', name, step, loss },
    }),
  );
  const curves = lines.flatMap(({ points }) => lineBoxes(points, place));
  const taken = [...curves, ...ends.map((end) => dotBox(end, place))];
  const around = { labels: [], lines: [...taken, ...levelBoxes(levels, place)] };
  const labels = overlaidLabels(ends, around, place);
  const names = levelLabels(levels, { labels, lines: taken }, place);
  return (
    <>
      <ZIndexLayer zIndex={ON_TOP}>
        {ended.map(({ line, last }) => (
          <circle
            key={line.id}
            cx={place.x(last.step)}
            cy={place.y(last.loss)}
            r={3.5}
            fill={colourOf(line)}
          />
        ))}
      </ZIndexLayer>
      <PlacedNames names={[...names, ...labels]} />
    </>
  );
}

interface TooltipProps {
  readonly lines: readonly OverlaidLine[];
  /** The next two come from the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
}

/** The newest exam of each run by the step under the pointer. */
function OverlaidTooltip({ lines, active, label }: TooltipProps) {
  if (!active || label === undefined) return null;
  const step = Number(label);
  return (
    <table className={tooltip.tooltip}>
      <tbody>
        <tr>
          <th>step</th>
          <td>{formatCount(step)}</td>
        </tr>
        {lines.map(({ id, name, points }) => {
          const exam = points.findLast((point) => point.step <= step);
          return (
            exam && (
              <tr key={id}>
                <th>{name}</th>
                <td>
                  <strong>{exam.loss.toFixed(2)}</strong>, {formatPercent(exam.accuracy, 1)} right
                </td>
              </tr>
            )
          );
        })}
      </tbody>
    </table>
  );
}

/** The held-out losses of two runs by step, each named at its end. Training losses are not drawn: each is of other masks. */
export default function OverlaidChart({ lines, exam, floors, maxSteps, cursor }: Props) {
  const levels = levelsOf({ ...exam, floors });
  const points = lines.flatMap((line) => line.points);
  const end = Math.max(maxSteps, ...points.map(({ step }) => step));
  const top = HEADROOM * Math.max(exam.knowsNothing, ...points.map(({ loss }) => loss));
  return (
    <ChartFrame data={rowsByStep(lines)} margin={MARGIN}>
      <StepAxis end={end} isFlush />
      <LossAxis top={top} />
      <LevelLines levels={levels} />
      <Tooltip
        content={<OverlaidTooltip lines={lines} />}
        cursor={{ stroke: 'var(--line)' }}
        isAnimationActive={false}
      />
      {lines.toReversed().map((line) => (
        <Line
          key={line.id}
          dataKey={line.id}
          stroke={colourOf(line)}
          strokeWidth={2}
          strokeDasharray={strokeOf(placeOf(line), line.context).dash}
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
        />
      ))}
      {cursor !== undefined && <ReferenceLine className="moment" x={cursor} stroke="var(--line)" />}
      <Names lines={lines} levels={levels} />
    </ChartFrame>
  );
}
