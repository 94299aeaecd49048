import { ZIndexLayer } from 'recharts';
import type { Label } from './labels';
import styles from './PlacedNames.module.css';

/** Above the lines of the chart, which have 400. */
export const ON_TOP = 500;
/** From a label's top to the line its letters stand on, px */
const BASELINE = 11;

/** Names of levels and lines where they were placed, over the lines. */
export function PlacedNames({ names }: { names: readonly Label[] }) {
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      {names.map(({ of, text, flush, left, top, width }) => (
        <text
          key={of === 'level' ? text : of}
          className={`${styles.name} ${styles[of]}`}
          x={flush === 'left' ? left : left + width}
          y={top + BASELINE}
          textAnchor={flush === 'left' ? 'start' : 'end'}
        >
          {text}
        </text>
      ))}
    </ZIndexLayer>
  );
}
