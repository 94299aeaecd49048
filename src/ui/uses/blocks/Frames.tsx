import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Block } from '../../../protocol/uses';
import { useMedia } from '../../common/useMedia';
import styles from './Frames.module.css';
import { Words } from './Words';

/** How long a frame stands while it plays, ms: long enough to read what it says. */
const FRAME_MS = 1100;

/** One sentence as it is filled, step by step: by buttons, the arrow keys, or played. */
export function Frames({ block }: { block: Extract<Block, { kind: 'frames' }> }) {
  const { title, frames } = block;
  const last = frames.length - 1;
  const [at, setAt] = useState(last);
  const [isPlaying, setPlaying] = useState(false);
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  // Another answer: its end is the result.
  const [seen, setSeen] = useState(frames);
  if (seen !== frames) {
    setSeen(frames);
    setAt(last);
    setPlaying(false);
  }
  useEffect(() => {
    if (!isPlaying) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => setAt(at + 1), FRAME_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last]);
  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const frame = frames[at];
  if (!frame) return null;
  const button = (name: string, sign: string, to: number) => (
    <button
      type="button"
      className="button small"
      aria-label={name}
      title={name}
      aria-disabled={to < 0 || to > last || to === at}
      onClick={() => go(to)}
    >
      {sign}
    </button>
  );
  return (
    <section className={styles.frames} aria-label={title ?? 'Step by step'} onKeyDown={onKey}>
      {title && <h3>{title}</h3>}
      <p className={styles.words}>
        <Words words={frame.words} />
      </p>
      <div className={styles.row}>
        {button('First step', '|◂', 0)}
        {button('Step back', '◂', at - 1)}
        {button('Step on', '▸', at + 1)}
        {button('Last step', '▸|', last)}
        {!isStill && (
          <button
            type="button"
            className="button small"
            onClick={() => {
              if (!isPlaying && at === last) setAt(0);
              setPlaying(!isPlaying);
            }}
          >
            {isPlaying ? 'Pause' : 'Play'}
          </button>
        )}
        <span className="mono muted">
          {at + 1} of {frames.length}
        </span>
      </div>
      <p className={styles.says} aria-live={isPlaying ? 'off' : 'polite'}>
        {frame.says}
      </p>
    </section>
  );
}
