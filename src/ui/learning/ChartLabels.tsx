import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { CONTEXTS, type Context } from '../../config/settings';
import type { RunFacts } from '../../protocol/run';
import type { CurveRow } from './curve';
import { endLabels } from './endLabels';
import styles from './Learning.module.css';
import { lineBoxes, type Place } from './labels';
import { type Level, levelBoxes, levelLabels } from './levelLabels';

interface Props {
  readonly rows: readonly CurveRow[];
  readonly facts: RunFacts | undefined;
}

/** From a label's top to the line its letters stand on, px. */
const BASELINE = 11;
/** Above the lines of the chart, which have 400. */
const ON_TOP = 500;

const FLOOR_NAMES = { left: 'words before', right: 'words after', both: 'both sides' } as const;

/** What simple knowledge has, and where it is known what can at best be reached from each context. */
function levelsOf({ examBlanks, knowsNothing, knowsFrequencies, language }: RunFacts): Level[] {
  const floors = language && 'floors' in language ? language.floors : undefined;
  const floor = (of: Context): Level[] =>
    floors ? [{ of, text: `best from ${FLOOR_NAMES[of]}`, loss: floors[of].loss }] : [];
  return [
    { of: 'level', text: 'knows nothing', loss: knowsNothing },
    // Measured on the exam, where there is one.
    ...(examBlanks > 0
      ? [{ of: 'level', text: 'knows word frequencies', loss: knowsFrequencies } as const]
      : []),
    ...CONTEXTS.flatMap(floor),
  ];
}

/** The dashed levels and their names, and the names of the lines at their ends. */
export function ChartLabels({ rows, facts }: Props) {
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
  const levels = facts ? levelsOf(facts) : [];
  const curve = lineBoxes(rows, place);
  const ends = endLabels(rows, [...curve, ...levelBoxes(levels, place)], place);
  const names = levelLabels(levels, [...curve, ...ends], place);
  const last = rows.findLast((row) => row.heldOut !== undefined);
  return (
    <>
      {levels.map(({ of, text, loss }) => (
        <line
          key={text}
          className={`${styles.dashes} ${styles[of]}`}
          x1={area.x}
          x2={area.x + area.width}
          y1={y(loss)}
          y2={y(loss)}
        />
      ))}
      <ZIndexLayer zIndex={ON_TOP}>
        {last && <circle className={styles.end} cx={x(last.step)} cy={y(last.heldOut!)} r={3.5} />}
        {[...names, ...ends].map(({ of, text, flush, left, top, width }) => (
          <text
            key={of === 'level' ? text : of}
            className={`${styles.levelName} ${styles[of]}`}
            x={flush === 'left' ? left : left + width}
            y={top + BASELINE}
            textAnchor={flush === 'left' ? 'start' : 'end'}
          >
            {text}
          </text>
        ))}
      </ZIndexLayer>
    </>
  );
}
