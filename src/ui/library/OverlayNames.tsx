import { ZIndexLayer } from 'recharts';
import { dotBox, LABEL_HEIGHT, lineBoxes, textWidth } from '../charts/labels';
import { type Level, levelLabels } from '../charts/levelLabels';
import { ON_TOP, PlacedNames } from '../charts/PlacedNames';
import { spread } from '../charts/spread';
import { usePlace } from '../charts/usePlace';
import type { Condition } from './conditions';
import styles from './OverlayNames.module.css';
import { strokeOf } from './strokes';

/** Between two lines of names, px */
const APART = 16;
/** From the frame to the names, px: room for the threads that lead to them */
const THREAD = 22;
/** Room for a name between its letter and its loss, px */
const NAME = 126;

/** As much of a name as fits. */
function fitted(name: string, width: number): string {
  if (textWidth(name) <= width) return name;
  let end = name.length;
  while (end > 1 && textWidth(`${name.slice(0, end)}…`) > width) end--;
  return `${name.slice(0, end).trimEnd()}…`;
}

interface Props {
  readonly lines: readonly Condition[];
  readonly levels: readonly Level[];
  /** No room for more than letters */
  readonly isNarrow: boolean;
}

/** Each line's letter, name and last loss at the right, a thread from its end; the levels' names on the plot. */
export function OverlayNames({ lines, levels, isNarrow }: Props) {
  const place = usePlace();
  if (!place) return null;
  const { x, y, frame } = place;
  const right = frame.left + frame.width;
  const ends = lines.flatMap((line) => {
    const last = line.runs[0]!.curves.evals.at(-1);
    return last ? [{ line, last }] : [];
  });
  const tops = spread(
    ends.map(({ last }) => y(last.loss)),
    APART,
    frame.top + APART / 2,
    frame.top + frame.height,
  );
  const curves = lines.flatMap(({ runs }) => lineBoxes(runs[0]!.curves.evals, place));
  const threads = ends.flatMap(({ last }) => [
    dotBox(last, place),
    { left: x(last.step), width: right - x(last.step), top: y(last.loss) - 1, height: 2 },
  ]);
  const taken = { labels: [], lines: [...curves, ...threads] };
  return (
    <>
      <PlacedNames names={levelLabels(levels, taken, place)} />
      <ZIndexLayer zIndex={ON_TOP}>
        {ends.map(({ line: { id, letters, name, place: at, runs }, last }, i) => {
          const { colour } = strokeOf(at, runs[0]!.settings.context);
          const [x0, y0, y1] = [x(last.step), y(last.loss), tops[i]!];
          return (
            <g key={id} data-run={letters}>
              <polyline
                className={styles.thread}
                points={`${x0},${y0} ${right + 4},${y0} ${right + THREAD - 4},${y1}`}
              />
              <circle cx={x0} cy={y0} r={3} fill={colour} />
              <text className={styles.end} x={right + THREAD} y={y1 + LABEL_HEIGHT / 2 - 3}>
                <tspan fontWeight={600}>{letters}</tspan>
                {isNarrow ? (
                  ` ${last.loss.toFixed(2)}`
                ) : (
                  <>
                    <tspan fontWeight={600}> {last.loss.toFixed(2)}</tspan>
                    <tspan className={styles.endName}> {fitted(name, NAME)}</tspan>
                  </>
                )}
              </text>
            </g>
          );
        })}
      </ZIndexLayer>
    </>
  );
}
