import { formatCount } from '../../base/format';
import type { View } from '../../protocol/messages';
import { useApp } from '../app';
import styles from './Attention.module.css';

interface Props {
  readonly views: readonly View[];
  readonly shown: number | 'live';
}

/** How sure the best guesses of a view are, on the mean; the height of its mark. */
function sureness(view: View): number {
  const best = view.guesses.map((g) => g[0]?.probability ?? 0);
  return best.reduce((a, b) => a + b, 0) / Math.max(1, best.length);
}

const MARKS = 40;

/** Back in time: maps, arcs and guesses as they were. */
export function Scrubber({ views, shown }: Props) {
  const app = useApp();
  const last = views.length - 1;
  const at = shown === 'live' ? last : shown;
  const marks = Array.from({ length: Math.min(MARKS, views.length) }, (_, m) => {
    const index = views.length <= MARKS ? m : Math.round((m * last) / (MARKS - 1));
    return { index, height: sureness(views[index]!) };
  });
  const current = marks.reduce(
    (best, mark) => (Math.abs(mark.index - at) < Math.abs(best - at) ? mark.index : best),
    0,
  );
  return (
    <div className={styles.scrubber}>
      <div className={styles.scrubTrack}>
        <div className={styles.marks} aria-hidden="true">
          {marks.map(({ index, height }) => (
            <span
              key={index}
              data-now={index === current || undefined}
              style={{ height: `${15 + 85 * height}%` }}
            />
          ))}
        </div>
        <input
          type="range"
          aria-label="Step shown"
          aria-valuetext={`step ${views[at]?.step ?? 0}${shown === 'live' ? ', live' : ''}`}
          min={0}
          max={Math.max(0, last)}
          value={Math.max(0, at)}
          disabled={views.length < 2}
          onChange={(event) => {
            const index = Number(event.target.value);
            app.watch.scrub(index === last ? 'live' : index);
          }}
        />
      </div>
      <button
        type="button"
        className={`${styles.live} mono`}
        disabled={shown === 'live'}
        onClick={() => app.watch.scrub('live')}
      >
        {shown === 'live' ? 'live' : `step ${formatCount(views[at]?.step ?? 0)} → live`}
      </button>
    </div>
  );
}
