import type { Direction } from '../../corpus/direction';
import styles from './Arcs.module.css';
import { arcPaths } from './arcPath';
import type { Places } from './usePlaces';

interface Props {
  readonly places: Places;
  /** [T'], what the token looks at */
  readonly row: Float32Array;
  readonly from: number;
  /** Of the sentence */
  readonly dir: Direction;
  /** Whether each share is written over its token */
  readonly numbers: boolean;
}

/** Shares below this are not drawn: thirty hairlines would hide the few that matter. */
const FAINT = 0.02;
/** On several lines there is less room for them. */
const FAINT_WRAPPED = 0.06;

/** One token's attention as arcs over the sentence: blue to words before it, amber to words after, as wide as its share. */
export function Arcs({ places, row, from, dir, numbers }: Props) {
  const start = places.at[from];
  if (!start) return null;
  const faint = places.lines.length > 1 ? FAINT_WRAPPED : FAINT;
  const shares = Array.from(row, (share, place) => ({ share, place, end: places.at[place] }));
  return (
    <svg className={styles.arcs} aria-hidden="true">
      {shares.map(({ share, place, end }) =>
        end && place !== from && share >= faint ? (
          <path
            key={place}
            d={arcPaths(start, end, places, dir).join(' ')}
            fill="none"
            stroke={place < from ? 'var(--left)' : 'var(--right)'}
            strokeWidth={1 + 8 * share}
            strokeOpacity={0.3 + 0.65 * Math.sqrt(share)}
            strokeLinecap="round"
          />
        ) : null,
      )}
      {numbers &&
        shares.map(({ share, place, end }) =>
          end && share >= 0.005 ? (
            <text key={place} x={end.x} y={end.top - 1} className={styles.share}>
              {Math.round(100 * share)}
            </text>
          ) : null,
        )}
    </svg>
  );
}
