import { formatCount } from '../../../base/format';
import type { LabelCurve } from '../../../protocol/uses';
import { formatInterval, formatShare } from '../formatShare';
import { useWidth } from '../useWidth';
import styles from './LabelCurveChart.module.css';
import { spreadApart } from './spreadApart';

const HEIGHT = 240;
const PLOT = { left: 30, top: 12, bottom: 34 };
/** Of a letter in a name, px on the mean */
const LETTER = 6.5;
/** Lines of rivals, told apart without colour */
const DASHES = [undefined, '1 3', '8 3 1 3', '3 3'];
/** Between two names at the right, in units of the drawing */
const LINE = 14;

const STROKES: Readonly<Record<string, string | undefined>> = {
  model: styles.model,
  scratch: styles.scratch,
};

/** Accuracy over the number of labels, a line a row, with 95 % intervals; the labels on a scale of logarithms. */
export function LabelCurveChart({ curve }: { curve: LabelCurve }) {
  const { title, labels, rows, chance } = curve;
  const [place, width] = useWidth(620);
  const [first = 1, last = 1] = [labels[0], labels.at(-1)];
  const range = Math.log(last / first) || 1;
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const right = width - Math.min(0.45 * width, 16 + LETTER * longest);
  const x = (n: number) => PLOT.left + ((right - PLOT.left) * Math.log(n / first)) / range;
  const low = Math.max(
    0,
    Math.floor(10 * Math.min(chance, ...rows.flatMap((r) => r.intervals.map((i) => i.low)))) / 10,
  );
  const y = (share: number) =>
    PLOT.top + (HEIGHT - PLOT.top - PLOT.bottom) * (1 - (share - low) / (1 - low));
  const ends = rows.map(({ intervals }) => y(intervals.at(-1)?.mean ?? low) + 4);
  const places = spreadApart(ends, LINE);
  const ticks = [low, (low + 1) / 2, 1];
  return (
    <div ref={place}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${title}. The figures are in the table below.`}
        className={styles.chart}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={PLOT.left} x2={right} y1={y(tick)} y2={y(tick)} />
            <text className={styles.tick} x={PLOT.left - 6} y={y(tick) + 4} textAnchor="end">
              {formatShare(tick)}
            </text>
          </g>
        ))}
        <line className={styles.chance} x1={PLOT.left} x2={right} y1={y(chance)} y2={y(chance)} />
        <text className={styles.tick} x={PLOT.left + 4} y={y(chance) - 5}>
          chance
        </text>
        {labels.map((n) => (
          <text key={n} className={styles.tick} x={x(n)} y={HEIGHT - 18} textAnchor="middle">
            {formatCount(n)}
          </text>
        ))}
        <text
          className={styles.axis}
          x={(PLOT.left + right) / 2}
          y={HEIGHT - 3}
          textAnchor="middle"
        >
          labels
        </text>
        {rows.map(({ who, name, intervals }, r) => (
          <g key={who} className={STROKES[who] ?? styles.rival}>
            {intervals.map(({ low: from, high: to }, i) => (
              <line
                // biome-ignore lint/suspicious/noArrayIndexKey: one for each number of labels
                key={i}
                className={styles.reach}
                x1={x(labels[i]!) + 3 * (r - (rows.length - 1) / 2)}
                x2={x(labels[i]!) + 3 * (r - (rows.length - 1) / 2)}
                y1={y(from)}
                y2={y(to)}
              />
            ))}
            <polyline
              className={styles.line}
              strokeDasharray={who in STROKES ? undefined : DASHES[r % DASHES.length]}
              points={intervals.map(({ mean }, i) => `${x(labels[i]!)},${y(mean)}`).join(' ')}
            />
            <text className={styles.name} x={right + 10} y={places[r]}>
              {name}
            </text>
          </g>
        ))}
      </svg>
      <details className={`fold ${styles.figures}`}>
        <summary>Figures</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.scroll} aria-label={`Figures: ${title}`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Labels</th>
                {labels.map((n) => (
                  <th key={n} scope="col">
                    {formatCount(n)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ who, name, intervals }) => (
                <tr key={who}>
                  <th scope="row">{name}</th>
                  {intervals.map((interval, i) => (
                    <td key={labels[i]}>
                      {formatShare(interval.mean)} <span>{formatInterval(interval)}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  );
}
