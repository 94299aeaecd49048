import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { CONTEXTS } from '../../config/settings';
import type { KeptRun } from '../../storage/keptRun';
import { LABEL_HEIGHT, type Place, textWidth } from '../learning/labels';
import { type Level, levelLabels } from '../learning/levelLabels';
import type { Condition } from './conditions';
import styles from './Library.module.css';
import { spread } from './spread';
import { strokeOf } from './strokes';

/** Between two lines of names, px */
const APART = 16;
/** From the frame to the names, px: room for the threads that lead to them */
const THREAD = 22;
/** Room for a name between its letter and its loss, px */
const NAME = 126;
/** Above the lines of the chart, which have 400. */
const ON_TOP = 500;
const BASELINE = 11;

interface DrawnLevel extends Level {
  readonly colour: string;
}

const BEST = {
  left: 'before only, at best',
  right: 'after only, at best',
  both: 'at best',
} as const;

/** What simple knowledge would score in the exam, and perfect knowledge where the language is known. */
export function levelsOf({ exam, floors }: KeptRun): DrawnLevel[] {
  return [
    { of: 'level', text: 'knows nothing', loss: exam.knowsNothing, colour: 'var(--line)' },
    {
      of: 'level',
      text: 'knows word frequencies',
      loss: exam.knowsFrequencies,
      colour: 'var(--line)',
    },
    ...(floors
      ? CONTEXTS.map((context) => ({
          of: context,
          text: BEST[context],
          loss: floors[context].loss,
          colour: context === 'both' ? 'var(--ink)' : `var(--${context})`,
        }))
      : []),
  ];
}

/** As much of a name as fits. */
function fitted(name: string, width: number): string {
  if (textWidth(name) <= width) return name;
  let end = name.length;
  while (end > 1 && textWidth(`${name.slice(0, end)}…`) > width) end--;
  return `${name.slice(0, end).trimEnd()}…`;
}

interface Props {
  readonly lines: readonly Condition[];
  readonly levels: readonly DrawnLevel[];
  /** No room for more than letters */
  readonly isNarrow: boolean;
}

/** Each line's letter, name and last loss at the right, a thread from its end; the levels' names on the plot. */
export function OverlayNames({ lines, levels, isNarrow }: Props) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (!xScale || !yScale || !area) return null;
  const place: Place = {
    frame: { left: area.x, top: area.y, width: area.width, height: area.height },
    x: (step) => xScale(step) ?? 0,
    y: (loss) => yScale(loss) ?? 0,
  };
  const { x, y } = place;
  const right = area.x + area.width;
  const ends = lines.flatMap((line) => {
    const last = line.runs[0]!.curves.evals.at(-1);
    return last ? [{ line, last }] : [];
  });
  const tops = spread(
    ends.map(({ last }) => y(last.loss)),
    APART,
    area.y + APART / 2,
    area.y + area.height,
  );
  const curve = lines.flatMap(({ runs }) =>
    runs[0]!.curves.evals.map(({ step, loss }) => ({
      ...{ left: x(step) - 4, top: y(loss) - 3 },
      ...{ width: 8, height: 6 },
    })),
  );
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      {levelLabels(levels, curve, place).map(({ text, left, top, width }) => (
        <text
          key={text}
          className={styles.level}
          x={left + width}
          y={top + BASELINE}
          textAnchor="end"
        >
          {text}
        </text>
      ))}
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
  );
}
