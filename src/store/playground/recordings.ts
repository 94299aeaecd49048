import type { View } from '../../protocol/look';
import type { WatchState } from './state';

/**
 * What the recordings of a run may take together. A usual one takes 13 kB (2 layers of 4 heads, 20 tokens), so this
 * room is for large models and long sentences.
 */
export const RECORDING_BYTES = 48 * 2 ** 20;
/** A run has about sixty; one that was prolonged again and again has more. */
export const MAX_RECORDINGS = 160;

interface Limits {
  readonly bytes: number;
  readonly count: number;
}

const LIMITS: Limits = { bytes: RECORDING_BYTES, count: MAX_RECORDINGS };

/** Every second one of the older half is let go; the first and the newest stay. */
function thin(views: readonly View[]): readonly View[] {
  const old = Math.max(2, Math.floor(views.length / 2));
  return views.filter((_, i) => i >= old || i % 2 === 0);
}

function exceeds(views: readonly View[], limits: Limits): boolean {
  const bytes = views.reduce((sum, view) => sum + view.attentions.byteLength, 0);
  return views.length > limits.count || bytes > limits.bytes;
}

/**
 * The recordings with a new one, oldest first and within the limits; but the first and the newest are kept whatever they take.
 * Of one step the newest counts, and none is of a later step: the run has gone back.
 */
export function addRecording(
  recordings: readonly View[],
  view: View,
  limits: Limits = LIMITS,
): readonly View[] {
  let views: readonly View[] = [...recordings.filter((r) => r.step < view.step), view];
  while (views.length > 2 && exceeds(views, limits)) views = thin(views);
  return views;
}

/** What of the recordings is still true when the run is at `step`. */
export function upToStep(recordings: readonly View[], step: number): readonly View[] {
  const isBeyond = (recordings.at(-1)?.step ?? 0) > step;
  return isBeyond ? recordings.filter((r) => r.step <= step) : recordings;
}

/** All moments that can be shown, oldest first: the recordings, and the newest look where it is none of them. */
export function momentsOf({ views, live }: Pick<WatchState, 'views' | 'live'>): readonly View[] {
  return live && live !== views.at(-1) ? [...views, live] : views;
}
