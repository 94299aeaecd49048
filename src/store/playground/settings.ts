import { AUTO_KEYS, type AutoKey } from '../../config/auto';
import { beginOpened, fitsOpened } from '../../config/openedModel';
import {
  DEFAULT_SETTINGS,
  RESET_KEYS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  TEXT_KEYS,
  whyInvalid,
} from '../../config/settings';
import { fitsStarter, STARTER_SETTINGS } from '../../config/starter';
import type { Latest } from '../latest';
import type { Slice } from '../slice';
import { decided } from './auto';
import { openedModel } from './modelOpening';
import type { RunActions } from './run';
import type { PlaygroundState } from './state';
import type { TextActions } from './text';

export interface SettingsParts {
  readonly run: Pick<RunActions, 'offer' | 'takeSettings'>;
  readonly text: Pick<TextActions, 'prepare'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Pick<Latest, 'cancel'>;
}

/** Whether the opened model is there and has the size that is set. */
function canBeginOpened(state: Pick<PlaygroundState, 'models'>, settings: Settings): boolean {
  const model = openedModel(state, settings);
  return model !== undefined && fitsOpened(settings, model);
}

/** What is left to Auto once a person has set `changes`: what its model no longer goes with is, too. */
function leftToAuto(
  { settings, auto, models }: Pick<PlaygroundState, 'settings' | 'auto' | 'models'>,
  changes: Partial<Settings>,
): readonly AutoKey[] {
  const set = Object.keys(changes) as SettingKey[];
  const wanted = { ...settings, ...changes };
  const canBegin = fitsStarter(wanted) && wanted.tokenizer === 'starter';
  const isParted =
    (wanted.beginFrom === 'starter' && !canBegin) ||
    (wanted.beginFrom === 'opened' && !canBeginOpened({ models }, wanted));
  const freed: readonly SettingKey[] = isParted ? ['beginFrom', 'tokenizer'] : [];
  return AUTO_KEYS.filter(
    (key) => !set.includes(key) && (auto.includes(key) || freed.includes(key)),
  );
}

/** Until a text is prepared, what is left to Auto stays as it was: but not with a model that has another size. */
function parted(settings: Settings, auto: readonly AutoKey[]): Settings {
  if (!auto.includes('beginFrom') || settings.beginFrom !== 'opened') return settings;
  const { beginFrom, tokenizer } = DEFAULT_SETTINGS;
  return { ...settings, beginFrom, ...(auto.includes('tokenizer') && { tokenizer }) };
}

/** What is set along with the model that a run is to begin from. */
function withItsModel(
  state: Pick<PlaygroundState, 'settings' | 'models'>,
  wanted: Partial<Settings>,
): Partial<Settings> {
  if (wanted.beginFrom === 'starter') return { ...STARTER_SETTINGS, ...wanted };
  if (wanted.beginFrom !== 'opened') return wanted;
  const model = openedModel(state, { ...state.settings, ...wanted });
  return model ? { ...beginOpened(model), ...wanted } : wanted;
}

export function createSettingsActions(
  store: Slice<
    Pick<
      PlaygroundState,
      | ('settings' | 'auto' | 'alsoChanged' | 'models')
      | ('source' | 'prepared' | 'preparing' | 'run')
    >
  >,
  { run, text, reopenings }: SettingsParts,
) {
  /** Takes these settings, or returns in plain words why not. */
  const take = (wanted: Settings, auto: readonly AutoKey[]): string | undefined => {
    const { settings: old, auto: oldAuto, preparing } = store.getState();
    const next = parted(decided(store.getState(), wanted, auto), auto);
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

  /** What is set now that neither `before` had nor `wanted` asked for. */
  const noteBeside = (before: ReturnType<typeof store.getState>, wanted: Partial<Settings>) => {
    const { settings: after, source } = store.getState();
    const keys = SETTING_KEYS.filter((k) => !(k in wanted) && after[k] !== before.settings[k]);
    const { settings, auto } = before;
    const by = Object.keys(wanted) as SettingKey[];
    const alsoChanged =
      keys.length > 0 ? { by, keys, source, after, before: { settings, auto } } : undefined;
    store.setState({ alsoChanged });
  };

  return {
    /** Takes the change, or returns in plain words why not. What is set is no longer left to Auto. */
    change(wanted: Partial<Settings>): string | undefined {
      const state = store.getState();
      const changes = withItsModel(state, wanted);
      const wrong = take({ ...state.settings, ...changes }, leftToAuto(state, changes));
      if (wrong === undefined) noteBeside(state, wanted);
      return wrong;
    },
    /** Takes the last change back, with all that it changed besides. */
    takeBack() {
      const { before } = store.getState().alsoChanged ?? {};
      store.setState({ alsoChanged: undefined });
      if (before) take(before.settings, before.auto);
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
