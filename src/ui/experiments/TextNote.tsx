import { presetOf, SIZES } from '../../config/presets';
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from '../../config/settings';
import { MACHINE_KEYS, settingInShort } from '../../store/settingTexts';

/** Named even where they are as usual: these decide most. */
const ALWAYS: readonly SettingKey[] = ['beginFrom', 'tokenizer', 'mlmProbability', 'learningRate'];

/** The settings of runs on a text, in short; those in `apart` are told elsewhere. */
export function settingsInShort(settings: Settings, apart: readonly SettingKey[]): string {
  const preset = presetOf(settings);
  const leftOut: readonly SettingKey[] = [...MACHINE_KEYS, ...apart, ...(preset ? SIZES : [])];
  const isNamed = (key: SettingKey) =>
    !leftOut.includes(key) && (ALWAYS.includes(key) || settings[key] !== DEFAULT_SETTINGS[key]);
  const named = SETTING_KEYS.filter(isNamed).map((key) => settingInShort(key, settings));
  return [...(preset ? [`size ${preset.name.toLowerCase()}`] : []), ...named].join(', ');
}

interface Props {
  readonly name: string;
  readonly settings: Settings;
  /** Settings in which the runs differ, or that stand beside */
  readonly apart: readonly SettingKey[];
  /** What else is to be said of these runs, in sentences */
  readonly more?: string | undefined;
}

/** How runs on a text are trained, and at which step they are compared. */
export function TextNote({ name, settings, apart, more }: Props) {
  return (
    <p className="small-print">
      “{name}” is learned with the playground’s settings: {settingsInShort(settings, apart)}.{' '}
      {settings.loadBestModelAtEnd
        ? 'Each run counts at its best step. The exam picks that step, so every score is a little too good; but each run gets the same chances, so they can be compared.'
        : 'Each run counts at its last step.'}
      {more && ` ${more}`}
    </p>
  );
}
