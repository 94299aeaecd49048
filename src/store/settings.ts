import type { StoreApi } from 'zustand/vanilla';
import {
  checkSettings,
  DEFAULT_SETTINGS,
  RESET_KEYS,
  type Settings,
  TEXT_KEYS,
} from '../config/settings';
import type { RunActions } from './run';
import type { AppState } from './state';
import type { TextActions } from './text';

export function createSettingsActions(
  store: StoreApi<AppState>,
  run: RunActions,
  document: TextActions,
) {
  /** Takes the change, or returns in plain words why not. */
  const change = (patch: Partial<Settings>): string | undefined => {
    const old = store.getState().settings;
    let next: Settings;
    try {
      next = checkSettings({ ...old, ...patch });
    } catch (error) {
      return (error as Error).message.replace(/^checkSettings: /, '');
    }
    store.setState({ settings: next });
    const differs = (keys: readonly (keyof Settings)[]) => keys.some((k) => old[k] !== next[k]);
    if (differs(TEXT_KEYS)) document.prepare();
    else if (differs(RESET_KEYS)) run.offer();
    // What a run can take over it does, also beside a change that waits for the next run.
    run.takeSettings(next);
    return undefined;
  };
  return { change, restoreDefaults: () => change(DEFAULT_SETTINGS) };
}

export type SettingsActions = ReturnType<typeof createSettingsActions>;
