import styles from './Arcs.module.css';
import type { Place, Places } from './usePlaces';

interface Props {
  readonly places: Places;
  /** [T'], what the token looks at */
  readonly row: Float32Array;
  readonly from: number;
  /** Whether each share is written over its token */
  readonly numbers: boolean;
}

/** Shares below this are not drawn: thirty hairlines would hide the few that matter. */
const FAINT = 0.02;
/** On several lines arcs cross the words between, so only the strong ones are drawn. */
const FAINT_WRAPPED = 0.06;
const GAP = 8;

function arc(a: Place, b: Place): string {
  const rise = Math.min(84, 16 + Math.abs(a.x - b.x) * 0.16);
  const y = Math.min(a.top, b.top) - GAP - rise * 1.3;
  return `M ${a.x} ${a.top - GAP} C ${a.x} ${y}, ${b.x} ${y}, ${b.x} ${b.top - GAP}`;
}

/** One token's attention as arcs over the sentence: blue to words before it, amber to words after, as wide as its share. */
export function Arcs({ places, row, from, numbers }: Props) {
  const start = places.at[from];
  if (!start) return null;
  const faint = places.lines > 1 ? FAINT_WRAPPED : FAINT;
  const shares = Array.from(row, (share, place) => ({ share, place, end: places.at[place] }));
  return (
    <svg className={styles.arcs} aria-hidden="true">
      {shares.map(({ share, place, end }) =>
        end && place !== from && share >= faint ? (
          <path
            key={place}
            d={arc(start, end)}
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
