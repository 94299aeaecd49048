import { AUTO_KEYS } from '../../../config/auto';
import { SETTING_KEYS, type Settings } from '../../../config/settings';
import type { PlaygroundState } from '../state';

type Chosen = Pick<PlaygroundState, 'settings' | 'auto'>;
type State = Chosen & Pick<PlaygroundState, 'source' | 'again'>;

/**
 * The settings as they are once the person leaves a comparison. A comparison is a side trip: what it set goes back to
 * what it was when another text is opened. What the person has set meanwhile stays, so a setting goes back only where it
 * still has the value that the comparison gave it. On the text that was compared nothing goes back: its model was
 * trained with these settings, and would be shown with others.
 */
export function afterTrip({ settings, auto, source, again: { trip } }: State): Chosen {
  if (trip?.source !== source) return { settings, auto };
  const { home, taken } = trip;
  const isTheirs = (key: keyof Settings) =>
    settings[key] !== taken[key] && settings[key] !== home.settings[key];
  const theirs = SETTING_KEYS.filter(isTheirs);
  return {
    settings: {
      ...home.settings,
      ...Object.fromEntries(theirs.map((key) => [key, settings[key]])),
    },
    auto: AUTO_KEYS.filter(
      (key) => auto.includes(key) || (home.auto.includes(key) && !theirs.includes(key)),
    ),
  };
}
