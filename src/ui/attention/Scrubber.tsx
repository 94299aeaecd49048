import { useEffect } from 'react';
import { formatCount } from '../../base/format';
import { recordingsAhead } from '../../config/moments';
import type { View } from '../../protocol/look';
import { momentsOf } from '../../store/playground/recordings';
import type { WatchState } from '../../store/playground/state';
import { useApp, useAppState } from '../app';
import styles from './Scrubber.module.css';
import { slotOf, slotsFor } from './slots';

/** How sure the best guesses of a view are, on the mean; the height of its mark. */
function sureness(view: View): number {
  const best = view.guesses.map((g) => g[0]?.probability ?? 0);
  return best.reduce((a, b) => a + b, 0) / Math.max(1, best.length);
}

const MARKS = 48;
/** Widest that a mark is, with the gap behind it; px, as in the style sheet. */
const MARK = 16;

/** Drawn rather than typed: fonts draw these characters differently. */
const ICONS = {
  first: 'M1 2h2v8H1zM12 2v8L7.5 6zM7.5 2v8L3 6z',
  play: 'M2.5 1.5v9l8-4.5z',
  stop: 'M2.5 2h2.5v8H2.5zM7 2h2.5v8H7z',
} as const;

interface ButtonProps {
  readonly icon: keyof typeof ICONS;
  readonly name: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function IconButton({ icon, name, disabled, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={ICONS[icon]} />
      </svg>
    </button>
  );
}

/** Back in time: maps, arcs, guesses and the curve's cursor as they were; played back, or step by step. */
export function Scrubber({ watch }: { readonly watch: WatchState }) {
  const app = useApp();
  const maxSteps = useAppState((s) => s.settings.maxSteps);
  useEffect(() => app.watch.stopPlaying, [app]);
  const { shown, live, playing } = watch;
  const moments = momentsOf(watch);
  const last = moments.length - 1;
  const at = shown === 'live' ? last : shown;
  const slots = slotsFor(moments.length, live ? recordingsAhead(live.step, maxSteps) : 0, MARKS);
  const current = slotOf(slots, at);
  /** A run that was opened, or a sentence chosen during a run, has no earlier moments. */
  const since = moments[0]?.step ?? 0;
  const filled = slots.filter((slot) => slot !== undefined).length;
  return (
    <div className={styles.scrubber}>
      <div className={styles.icons}>
        <IconButton
          icon="first"
          name="Back to the first recording"
          disabled={last < 1 || at === 0}
          onClick={() => app.watch.scrub(0)}
        />
        <IconButton
          icon={playing ? 'stop' : 'play'}
          name={playing ? 'Stop playing' : 'Play recording'}
          disabled={last < 1}
          onClick={playing ? app.watch.stopPlaying : app.watch.play}
        />
      </div>
      <div className={styles.scrubTrack}>
        <div className={styles.marks} aria-hidden="true">
          {slots.map((index, m) => {
            const view = index === undefined ? undefined : moments[index];
            return (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
                key={m}
                data-now={(view && m === current) || undefined}
                data-ahead={!view || undefined}
                style={view && { height: `${15 + 85 * sureness(view)}%` }}
              />
            );
          })}
        </div>
        <input
          type="range"
          aria-label="Step shown"
          aria-valuetext={`step ${moments[at]?.step ?? 0}${shown === 'live' ? ', live' : ''}`}
          min={0}
          max={Math.max(0, last)}
          value={Math.max(0, at)}
          disabled={moments.length < 2}
          style={{
            width: `min(${(100 * filled) / Math.max(1, slots.length)}%, ${MARK * filled}px)`,
          }}
          onChange={(event) => {
            const index = Number(event.target.value);
            app.watch.scrub(index === last ? 'live' : index);
          }}
        />
      </div>
      {since > 0 && (
        <span className={styles.since}>recorded from step {formatCount(since)} on</span>
      )}
      <button
        type="button"
        className={`${styles.live} mono`}
        disabled={shown === 'live'}
        onClick={() => app.watch.scrub('live')}
      >
        {shown === 'live' ? 'live' : '→ live'}
      </button>
    </div>
  );
}
