import type { View } from '../../protocol/look';
import type { WatchState } from './state';

/**
 * The most memory for the recordings of a run. A typical one takes 13 kB (2 layers of 4 heads, 20 tokens), so only
 * large models and long sentences come near it.
 */
export const RECORDING_BYTES = 48 * 2 ** 20;
/** A run has about sixty; one that is extended again and again has more. */
export const MAX_RECORDINGS = 160;

interface Limits {
  readonly bytes: number;
  readonly count: number;
}

const LIMITS: Limits = { bytes: RECORDING_BYTES, count: MAX_RECORDINGS };

/** Drops every second one of the older half; the first and the newest stay. */
function thin(views: readonly View[]): readonly View[] {
  const old = Math.max(2, Math.floor(views.length / 2));
  return views.filter((_, i) => i >= old || i % 2 === 0);
}

function exceeds(views: readonly View[], limits: Limits): boolean {
  const bytes = views.reduce((sum, view) => sum + view.attentions.byteLength, 0);
  return views.length > limits.count || bytes > limits.bytes;
}

/**
 * Adds a recording at its place, and drops some if there are too many; the first and the last always stay. Oldest first.
 * It replaces one of the same step.
 */
export function addRecording(
  recordings: readonly View[],
  view: View,
  limits: Limits = LIMITS,
): readonly View[] {
  const earlier = recordings.filter((r) => r.step < view.step);
  const later = recordings.filter((r) => r.step > view.step);
  let views: readonly View[] = [...earlier, view, ...later];
  while (views.length > 2 && exceeds(views, limits)) views = thin(views);
  return views;
}

/** The recordings that are of the run's past when it is at `step`. */
export function upToStep(recordings: readonly View[], step: number): readonly View[] {
  const isBeyond = (recordings.at(-1)?.step ?? 0) > step;
  return isBeyond ? recordings.filter((r) => r.step <= step) : recordings;
}

/**
 * All moments that can be shown, oldest first: the recordings up to the present step, and the newest look if it is not one
 * of them.
 */
export function momentsOf({ views, live }: Pick<WatchState, 'views' | 'live'>): readonly View[] {
  if (!live) return views;
  const past = upToStep(views, live.step);
  return live === past.at(-1) ? past : [...past, live];
}
