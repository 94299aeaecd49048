import { formatCount } from '../base/format';
import { counted } from '../base/words';
import { backendName, choicesOf } from '../config/choices';
import {
  isChoice,
  isNumber,
  isSwitch,
  numberRow,
  type SettingKey,
  type Settings,
  SHARE_KEYS,
  type SwitchKey,
} from '../config/settings';
import { SETTINGS } from '../config/settingsTable';

/** Settings that change how a step is computed, not what it computes (but for the last bits). */
export const MACHINE_KEYS: readonly SettingKey[] = ['backend', 'workers'];

/** In reading order, as a text may run from right to left. */
const CONTEXT_TEXTS = { both: 'both', left: 'before only', right: 'after only' } as const;

/** What the page calls a setting, beside its value. */
export const settingLabel = (key: SettingKey): string =>
  // “Steps” alone would not say whether they were taken.
  key === 'maxSteps' ? 'Steps in all' : SETTINGS[key].label;

/** The value of a setting in words. */
export function settingValue(key: SettingKey, settings: Settings): string {
  const value = settings[key];
  if (key === 'context') return CONTEXT_TEXTS[settings.context];
  if (key === 'backend') return backendName(settings.backend);
  if (key === 'dupeFactor' && value === 0) return 'fresh in each epoch';
  if (isChoice(key)) {
    const name = choicesOf(key).find(([choice]) => choice === value)?.[1];
    return (name ?? `${value}`).toLowerCase();
  }
  if (typeof value !== 'number') return value ? 'yes' : 'no';
  if (SHARE_KEYS.includes(key)) return `${Number((100 * value).toPrecision(3))} %`;
  const unit = isNumber(key) && numberRow(key).unit;
  const one = value === 1 && unit ? unit.replace(/s$/, '') : unit;
  return `${Number.isInteger(value) ? formatCount(value) : value}${one ? ` ${one}` : ''}`;
}

/** What a switch comes to in a run, in words that need no label: if it is off, and if it is on. */
const SWITCHES: Readonly<Record<SwitchKey, readonly [off: string, on: string]>> = {
  doLowerCase: ['with capitals', 'lower case'],
  stripAccents: ['with accents', 'without accents'],
  keepTogether: ['repeats not kept together', 'repeats kept together'],
  packSentences: ['each sentence by itself', 'filled windows'],
  randomByFrequency: ['even swaps', 'swaps by frequency'],
  tieWordEmbeddings: ['untied embeddings', 'tied embeddings'],
  loadBestModelAtEnd: ['ending at the last step', 'ending at the best step'],
};

/** A setting with its value, as short as it can be told: “mask ratio 40 %”, “before only”. */
export function settingInShort(key: SettingKey, settings: Settings): string {
  if (isSwitch(key)) return SWITCHES[key][settings[key] ? 1 : 0];
  const value = settingValue(key, settings);
  switch (key) {
    case 'mlmProbability':
      return `mask ratio ${value}`;
    case 'maskReplaceProb':
      return `${value} hidden`;
    case 'randomReplaceProb':
      return `${value} swapped`;
    case 'dupeFactor':
      return settings.dupeFactor === 0 ? 'fresh masks' : `${value} sets of masks`;
    case 'maxSteps':
      return counted(settings.maxSteps, 'step');
    case 'tokenizer':
      return settings.tokenizer === 'starter' ? 'the starter’s tokens' : value;
    case 'maskStrategy':
    case 'context':
      return value;
    default:
      return `${settingLabel(key).toLowerCase()} ${value}`;
  }
}
