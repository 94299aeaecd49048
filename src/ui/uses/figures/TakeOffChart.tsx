import { formatCount } from '../../../base/format';
import { niceTicks } from '../../../base/ticks';
import type { GatePoint } from '../../../protocol/uses';
import { useWidth } from '../useWidth';
import styles from './TakeOffChart.module.css';

const HEIGHT = 176;
const PLOT = { left: 26, right: 8, top: 10, bottom: 20 };

interface Curve {
  readonly points: readonly GatePoint[];
  readonly takeOff: number | null;
}

interface Props {
  readonly shown: Curve;
  /** Another training, drawn thin */
  readonly beside?: Curve | undefined;
  readonly steps: number;
  readonly gate: { readonly name: string; readonly chance: number };
}

const lineOf = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** The first and last words under the axis stay within the drawing. */
function anchorOf(share: number) {
  if (share === 0) return 'start';
  return share > 0.94 ? 'end' : 'middle';
}

/** The gate over the steps with its take-off, what chance gives, and the loss as a thin second line; where it is trained, next-sentence prediction too. */
export function TakeOffChart({ shown, beside, steps, gate }: Props) {
  const [place, width] = useWidth(340);
  const inner = { w: width - PLOT.left - PLOT.right, h: HEIGHT - PLOT.top - PLOT.bottom };
  const end = Math.max(steps, shown.points.at(-1)?.step ?? 1, 1);
  const x = (step: number) => PLOT.left + (inner.w * step) / end;
  const y = (share: number) => PLOT.top + inner.h * (1 - share);
  const gateLine = ({ points }: Curve) =>
    lineOf(points.map(({ step, gate: value }) => [x(step), y(value)]));
  const losses = shown.points.flatMap(({ step, loss }) => (loss === null ? [] : [{ step, loss }]));
  const top = Math.max(...losses.map(({ loss }) => loss), 1e-9);
  const lossLine = lineOf(losses.map(({ step, loss }) => [x(step), y(loss / top)]));
  const last = losses.at(-1);
  const pairs = shown.points.flatMap(({ step, nextSentence }) =>
    nextSentence ? [{ step, ...nextSentence }] : [],
  );
  const lastPair = pairs.at(-1);
  const { takeOff } = shown;
  const chanceAt = gate.chance > 0.85 ? y(gate.chance) + 13 : y(gate.chance) - 5;
  const lossFree = last ? Math.min(y(0) - 4, y(last.loss / top) - 5) : 0;
  const isCrowded = Math.abs(lossFree - chanceAt) < 12;
  const lossAt = isCrowded ? Math.min(lossFree, chanceAt) - 12 : lossFree;
  const isLate = takeOff !== null && takeOff > 0.62 * end;
  const off = shown.points.find(({ step }) => step === takeOff);
  const summary = [
    `${gate.name} over ${formatCount(end)} steps, chance ${gate.chance.toFixed(2)}.`,
    takeOff === null ? 'It has not taken off.' : `It took off at step ${formatCount(takeOff)}.`,
  ].join(' ');
  return (
    <div ref={place}>
      <svg width={width} height={HEIGHT} role="img" aria-label={summary} className={styles.chart}>
        {[0, 0.5, 1].map((tick) => (
          <text
            key={tick}
            x={PLOT.left - 6}
            y={y(tick) + 4}
            textAnchor="end"
            className={styles.tick}
          >
            {tick === 0.5 ? '.5' : tick}
          </text>
        ))}
        {niceTicks(end, 3, true).map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={HEIGHT - 4}
            textAnchor={anchorOf(tick / end)}
            className={styles.tick}
          >
            {formatCount(tick)}
          </text>
        ))}
        <line className={styles.axis} x1={PLOT.left} x2={width - PLOT.right} y1={y(0)} y2={y(0)} />
        <line
          className={styles.chance}
          x1={PLOT.left}
          x2={width - PLOT.right}
          y1={y(gate.chance)}
          y2={y(gate.chance)}
        />
        <text x={width - PLOT.right} y={chanceAt} textAnchor="end" className={styles.label}>
          chance
        </text>
        <path d={lossLine} className={styles.loss} />
        {last && (
          <text
            x={x(last.step)}
            y={lossAt}
            textAnchor={last.step > 0.8 * end ? 'end' : 'start'}
            className={styles.label}
          >
            loss
          </text>
        )}
        {beside && <path d={gateLine(beside)} className={styles.beside} />}
        <path d={gateLine(shown)} className={styles.gate} />
        <path
          d={lineOf(pairs.map(({ step, accuracy }) => [x(step), y(accuracy)]))}
          className={styles.pairs}
        />
        {lastPair && (
          <text x={x(lastPair.step)} y={y(0.3)} textAnchor="end" className={styles.label}>
            dotted: next sentence right
          </text>
        )}
        {off && takeOff !== null && (
          <>
            <circle cx={x(takeOff)} cy={y(off.gate)} r="3.5" className={styles.point} />
            <text
              x={x(takeOff) + (isLate ? -8 : 8)}
              y={Math.min(y(0) - 18, y(off.gate) + 16)}
              textAnchor={isLate ? 'end' : 'start'}
              className={styles.takeOff}
            >
              took off at {formatCount(takeOff)}
            </text>
          </>
        )}
      </svg>
      <details className={`fold ${styles.figures}`}>
        <summary>Figures</summary>
        <table className="mono">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">{gate.name}</th>
              <th scope="col">Loss, nats</th>
              {lastPair && (
                <>
                  <th scope="col">Next sentence right</th>
                  <th scope="col">Its loss, nats</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.points.map(({ step, gate: value, loss, nextSentence }) => (
              <tr key={step}>
                <td>{formatCount(step)}</td>
                <td>{value.toFixed(2)}</td>
                <td>{loss?.toFixed(2) ?? '–'}</td>
                {lastPair && (
                  <>
                    <td>{nextSentence?.accuracy.toFixed(2) ?? '–'}</td>
                    <td>{nextSentence?.loss.toFixed(2) ?? '–'}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
