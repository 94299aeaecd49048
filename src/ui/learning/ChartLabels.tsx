import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import type { RunFacts } from '../../protocol/messages';
import type { CurveRow } from './curve';
import { endLabels } from './endLabels';
import styles from './Learning.module.css';
import { lineBoxes, type Place } from './labels';
import { levelBoxes, levelLabels } from './levelLabels';

interface Props {
  readonly rows: readonly CurveRow[];
  readonly facts: RunFacts | undefined;
}

/** From a label's top to the line its letters stand on, px. */
const BASELINE = 11;
/** Above the lines of the chart, which have 400. */
const ON_TOP = 500;

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
  const levels = facts
    ? [
        { text: 'knows nothing', loss: facts.knowsNothing },
        { text: 'knows word frequencies', loss: facts.knowsFrequencies },
      ]
    : [];
  const curve = lineBoxes(rows, place);
  const ends = endLabels(rows, [...curve, ...levelBoxes(levels, place)], place);
  const names = levelLabels(levels, [...curve, ...ends], place);
  const last = rows.findLast((row) => row.heldOut !== undefined);
  return (
    <>
      {levels.map(({ text, loss }) => (
        <line
          key={text}
          className={styles.dashes}
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
            className={styles[of]}
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
