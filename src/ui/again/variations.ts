import { SETTING_KEYS, type SettingKey, type Settings, whyInvalid } from '../../config/settings';
import { settingInShort, settingValue } from '../../store/settingTexts';

/** One change that a second run can be trained with. */
export interface Variation {
  /** The setting and its value */
  readonly name: string;
  /** The value alone, where the row says which setting it is */
  readonly value: string;
  readonly changes: Partial<Settings>;
}

/** Changes of one kind. */
export interface VariationRow {
  readonly label: string;
  readonly variations: readonly Variation[];
}

const isValid = (settings: Settings): boolean => whyInvalid(settings) === undefined;

const isAlike = (a: Settings, b: Settings): boolean =>
  SETTING_KEYS.every((key) => a[key] === b[key]);

/** One digit is enough for a rate that is three times another. */
const rounded = (value: number) => Number(value.toPrecision(1));

/**
 * The changes to these settings that teach most, by kind: those that would change nothing, or cannot be, are left out.
 *
 * @param present the settings of the run that is there already: to train it again would teach nothing
 */
export function variationsOf(settings: Settings, present = settings): VariationRow[] {
  const row = <K extends SettingKey>(label: string, key: K, values: readonly Settings[K][]) => {
    const variations = values.flatMap((value): Variation[] => {
      const changed = { ...settings, [key]: value };
      if (isAlike(changed, settings) || isAlike(changed, present) || !isValid(changed)) return [];
      const changes: Partial<Settings> = { [key]: value };
      return [{ name: settingInShort(key, changed), value: settingValue(key, changed), changes }];
    });
    return { label, variations };
  };
  const { learningRate, numHiddenLayers: L, hiddenSize: D, seed } = settings;
  return [
    // Only with the starter's tokens, so not where no starter is known.
    row('Begin from', 'beginFrom', ['starter', 'nothing']),
    row('Mask ratio', 'mlmProbability', [0.15, 0.4, 0.8]),
    row('Context', 'context', ['left', 'both', 'right']),
    row('Masking', 'maskStrategy', ['token', 'word', 'span']),
    row('Learning rate', 'learningRate', [rounded(learningRate / 3), rounded(learningRate * 3)]),
    row('Layers', 'numHiddenLayers', [2 * L]),
    row('Hidden size', 'hiddenSize', [D / 2, 2 * D]),
    row('Seed', 'seed', [seed + 1]),
  ].filter(({ variations }) => variations.length > 0);
}
