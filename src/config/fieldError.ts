import { formatCount } from '../base/format';
import { isNumber, numberRow, type SettingKey } from './settings';
import type { NumberRow } from './settingsTable';

type Range = Pick<NumberRow, 'min' | 'max' | 'integer'>;

/** A number as the page writes it: 0.0001, 0.000001, 32 768 with thin spaces. */
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

/** “a whole number from 1 to 256”; undefined for a setting that is not a number. */
export const settingRange = (key: SettingKey): string | undefined =>
  isNumber(key) ? inWords(numberRow(key)) : undefined;
