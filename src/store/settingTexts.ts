import { formatCount } from '../base/format';
import { BACKEND_NAMES } from '../config/choices';
import { FIELDS } from '../config/fields';
import { SETTINGS_SHAPE, type SettingKey, type Settings } from '../config/settings';
import { STRATEGY_TEXTS } from '../masking/strategyTexts';

/** All settings, in the order of the settings' own file. */
export const SETTING_KEYS = Object.keys(SETTINGS_SHAPE) as SettingKey[];

/** Settings that change how a step is computed, not what it computes (but for the last bits). */
export const MACHINE_KEYS: readonly SettingKey[] = ['backend', 'workers'];

/** Those that stand elsewhere than among the advanced settings, as the page calls them there. */
const ELSEWHERE: Readonly<Partial<Record<SettingKey, string>>> = {
  mlmProbability: 'Mask ratio',
  maskReplaceProb: 'Hidden, of the selected',
  randomReplaceProb: 'Swapped, of the selected',
  maskStrategy: 'Drawn',
  randomByFrequency: 'Swaps by frequency',
  dupeFactor: 'Sets of masks',
  context: 'Context',
  backend: 'Backend',
  // “Steps” alone would not say whether they were taken.
  maxSteps: 'Steps in all',
};

const PERCENT: readonly SettingKey[] = ['mlmProbability', 'maskReplaceProb', 'randomReplaceProb'];

/** In reading order, as a text may run from right to left. */
const CONTEXT_TEXTS = { both: 'both', left: 'before only', right: 'after only' } as const;

/** What the page calls a setting. */
export const settingLabel = (key: SettingKey): string =>
  ELSEWHERE[key] ?? FIELDS.find((field) => field.key === key)?.label ?? key;

/** The value of a setting in words. */
export function settingValue(key: SettingKey, settings: Settings): string {
  if (key === 'maskStrategy') return STRATEGY_TEXTS[settings.maskStrategy].label.toLowerCase();
  if (key === 'context') return CONTEXT_TEXTS[settings.context];
  if (key === 'dupeFactor' && settings.dupeFactor === 0) return 'fresh in each epoch';
  const field = FIELDS.find((f) => f.key === key);
  const value = settings[key];
  if (field?.kind === 'choice') {
    return (
      field.choices.find((choice) => choice.value === value)?.label ?? `${value}`
    ).toLowerCase();
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (key === 'backend') return BACKEND_NAMES[settings.backend];
  if (typeof value === 'string') return value;
  if (PERCENT.includes(key)) return `${Number((100 * value).toPrecision(3))} %`;
  const unit = field?.kind === 'number' && field.unit ? ` ${field.unit}` : '';
  return `${Number.isInteger(value) ? formatCount(value) : value}${unit}`;
}
