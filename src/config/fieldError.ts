import { formatCount } from '../base/format';
import { FIELDS, type NumberField } from './fields';
import { SETTINGS_SHAPE, type SettingKey } from './settings';

/** A number as it is typed: 0.0001, 1e-6, 32 768 with thin spaces. */
function plain(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

/** Why `raw` cannot be a value of `field`; undefined where it can. */
export function fieldError(
  field: Pick<NumberField, 'label' | 'min' | 'max' | 'integer'>,
  raw: string,
): string | undefined {
  const value = raw.trim() === '' ? Number.NaN : Number(raw);
  const fits = value >= field.min && value <= field.max;
  if (fits && (!field.integer || Number.isInteger(value))) return undefined;
  const kind = field.integer ? 'a whole number' : 'a number';
  return `${field.label} is ${kind} from ${plain(field.min)} to ${plain(field.max)}.`;
}

/** What a setting can be, said of a value that it cannot be; one that has no field goes by its name in the address. */
export function settingError(key: SettingKey, raw: string): string | undefined {
  const schema = SETTINGS_SHAPE[key];
  if (schema.type === 'boolean') return `${key} is true or false.`;
  if (schema.type === 'picklist') return `${key} is one of ${schema.options.join(', ')}.`;
  const field = { label: key as string, min: -Infinity, max: Infinity, integer: false };
  for (const action of schema.pipe) {
    if (action.type === 'integer') field.integer = true;
    if (action.type === 'min_value') field.min = action.requirement;
    if (action.type === 'max_value') field.max = action.requirement;
  }
  const label = FIELDS.find((shown) => shown.key === key)?.label;
  return fieldError({ ...field, ...(label && { label }) }, raw);
}
