import { patcher, type Slice } from '../slice';
import { momentsOf } from './recordings';
import type { PlaygroundState } from './state';

/** How long each moment is shown, ms: seven a second, so a run of sixty takes nine seconds. */
export const PLAY_EVERY_MS = 140;

/** Plays the recordings back, from the moment shown to the newest. */
export function createPlayback(store: Slice<Pick<PlaygroundState, 'watch'>>) {
  let timer: ReturnType<typeof setInterval> | undefined;

  const set = patcher(store, 'watch');

  const stopPlaying = () => {
    clearInterval(timer);
    timer = undefined;
    if (store.getState().watch.playing) set({ playing: false });
  };

  const next = () => {
    const { watch } = store.getState();
    if (!watch.playing) return stopPlaying(); // another sentence or model was chosen
    const last = momentsOf(watch).length - 1;
    const index = watch.shown === 'live' ? last : watch.shown + 1;
    set({ shown: index >= last ? 'live' : index });
    if (index >= last) stopPlaying();
  };

  return {
    /** Starts at the moment shown; at the first if the newest is shown. */
    play() {
      const { watch } = store.getState();
      const last = momentsOf(watch).length - 1;
      if (last < 1) return;
      stopPlaying();
      const from = watch.shown === 'live' || watch.shown >= last ? 0 : watch.shown;
      set({ shown: from, playing: true });
      timer = setInterval(next, PLAY_EVERY_MS);
    },
    stopPlaying,
  };
}
