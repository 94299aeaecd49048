import { AUTO_KEYS, type AutoKey } from '../../config/auto';
import {
  DEFAULT_SETTINGS,
  RESET_KEYS,
  type SettingKey,
  type Settings,
  TEXT_KEYS,
  whyInvalid,
} from '../../config/settings';
import { fitsStarter, STARTER_SETTINGS } from '../../config/starter';
import type { Latest } from '../latest';
import type { Slice } from '../slice';
import { decided } from './auto';
import type { RunActions } from './run';
import type { PlaygroundState } from './state';
import type { TextActions } from './text';

export interface SettingsParts {
  readonly run: Pick<RunActions, 'offer' | 'takeSettings'>;
  readonly text: Pick<TextActions, 'prepare'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Pick<Latest, 'cancel'>;
}

/** What is left to Auto once a person has set `changes`: what the starter no longer goes with is, too. */
function leftToAuto(
  { settings, auto }: Pick<PlaygroundState, 'settings' | 'auto'>,
  changes: Partial<Settings>,
): readonly AutoKey[] {
  const set = Object.keys(changes) as SettingKey[];
  const wanted = { ...settings, ...changes };
  const canBegin = fitsStarter(wanted) && wanted.tokenizer === 'starter';
  const freed: readonly SettingKey[] =
    wanted.beginFrom === 'starter' && !canBegin ? ['beginFrom', 'tokenizer'] : [];
  return AUTO_KEYS.filter(
    (key) => !set.includes(key) && (auto.includes(key) || freed.includes(key)),
  );
}

export function createSettingsActions(
  store: Slice<
    Pick<PlaygroundState, 'settings' | 'auto' | 'source' | 'prepared' | 'preparing' | 'run'>
  >,
  { run, text, reopenings }: SettingsParts,
) {
  /** Takes these settings, or returns in plain words why not. */
  const take = (wanted: Settings, auto: readonly AutoKey[]): string | undefined => {
    const { settings: old, auto: oldAuto, preparing } = store.getState();
    const next = decided(store.getState(), wanted, auto);
    const wrong = whyInvalid(next);
    if (wrong !== undefined) return wrong;
    store.setState({ settings: next, auto });
    const differs = (keys: readonly (keyof Settings)[]) => keys.some((k) => old[k] !== next[k]);
    if (differs(RESET_KEYS)) reopenings.cancel();
    // A text that is being prepared decides what was left to it, also where no value has changed yet.
    const decides: readonly SettingKey[] = oldAuto.filter((key) => !auto.includes(key));
    const isLate = preparing !== undefined && TEXT_KEYS.some((key) => decides.includes(key));
    if (differs(TEXT_KEYS) || isLate) text.prepare();
    else if (differs(RESET_KEYS)) run.offer();
    // What a run can take over it does, also beside a change that waits for the next run.
    run.takeSettings(next);
    return undefined;
  };

  return {
    /** Takes the change, or returns in plain words why not. What is set is no longer left to Auto. */
    change(wanted: Partial<Settings>): string | undefined {
      const state = store.getState();
      const changes = wanted.beginFrom === 'starter' ? { ...STARTER_SETTINGS, ...wanted } : wanted;
      return take({ ...state.settings, ...changes }, leftToAuto(state, changes));
    },
    /** Takes all settings of a link, or of a run that is there. */
    take,
    /** Lets the text decide these settings again. */
    leaveToAuto(...keys: readonly AutoKey[]) {
      const { settings, auto } = store.getState();
      const usual = Object.fromEntries(keys.map((key) => [key, DEFAULT_SETTINGS[key]]));
      return take(
        { ...settings, ...usual },
        AUTO_KEYS.filter((k) => [...auto, ...keys].includes(k)),
      );
    },
    restoreDefaults: () => take(DEFAULT_SETTINGS, AUTO_KEYS),
  };
}

export type SettingsActions = ReturnType<typeof createSettingsActions>;
