import { formatCount } from '../base/format';
import type { NumberField } from './fields';
import { SETTINGS_SHAPE, type SettingKey } from './settings';

type Range = Pick<NumberField, 'min' | 'max' | 'integer'>;

/** A number as it is typed: 0.0001, 1e-6, 32 768 with thin spaces. */
function plain(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

const inWords = ({ min, max, integer }: Range) =>
  `${integer ? 'a whole number' : 'a number'} from ${plain(min)} to ${plain(max)}`;

/** Why `raw` cannot be a value of `field`; undefined where it can. */
export function fieldError(field: Range & { label: string }, raw: string): string | undefined {
  const value = raw.trim() === '' ? Number.NaN : Number(raw);
  const fits = value >= field.min && value <= field.max;
  if (fits && (!field.integer || Number.isInteger(value))) return undefined;
  return `${field.label} is ${inWords(field)}.`;
}

/** “a whole number from 1 to 256”; undefined where the setting is no number. */
export function settingRange(key: SettingKey): string | undefined {
  const schema = SETTINGS_SHAPE[key];
  if (schema.type !== 'number') return undefined;
  const range = { min: -Infinity, max: Infinity, integer: false };
  for (const action of schema.pipe) {
    if (action.type === 'integer') range.integer = true;
    if (action.type === 'min_value') range.min = action.requirement;
    if (action.type === 'max_value') range.max = action.requirement;
  }
  return inWords(range);
}
