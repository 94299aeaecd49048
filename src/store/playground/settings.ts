import {
  checkSettings,
  DEFAULT_SETTINGS,
  RESET_KEYS,
  type Settings,
  TEXT_KEYS,
} from '../../config/settings';
import type { Latest } from '../latest';
import type { Slice } from '../slice';
import type { RunActions } from './run';
import type { PlaygroundState } from './state';
import type { TextActions } from './text';

export interface SettingsParts {
  readonly run: Pick<RunActions, 'offer' | 'takeSettings'>;
  readonly text: Pick<TextActions, 'prepare'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Pick<Latest, 'cancel'>;
}

export function createSettingsActions(
  store: Slice<Pick<PlaygroundState, 'settings'>>,
  { run, text, reopenings }: SettingsParts,
) {
  /** Takes the change, or returns in plain words why not. */
  const change = (changes: Partial<Settings>): string | undefined => {
    const old = store.getState().settings;
    let next: Settings;
    try {
      next = checkSettings({ ...old, ...changes });
    } catch (error) {
      return (error as Error).message.replace(/^checkSettings: /, '');
    }
    store.setState({ settings: next });
    const differs = (keys: readonly (keyof Settings)[]) => keys.some((k) => old[k] !== next[k]);
    if (differs(RESET_KEYS)) reopenings.cancel();
    if (differs(TEXT_KEYS)) text.prepare();
    else if (differs(RESET_KEYS)) run.offer();
    // What a run can take over it does, also beside a change that waits for the next run.
    run.takeSettings(next);
    return undefined;
  };
  return { change, restoreDefaults: () => change(DEFAULT_SETTINGS) };
}

export type SettingsActions = ReturnType<typeof createSettingsActions>;
