import { useState } from 'react';
import { choicesOf } from '../../config/choices';
import { fieldError } from '../../config/fieldError';
import {
  isChoice,
  isNumber,
  isSwitch,
  numberRow,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from '../../config/settings';
import { MACHINE_KEYS, settingLabel } from '../../store/settingTexts';
import styles from './AgainMenu.module.css';

interface Props {
  /** The settings of the run that is put aside */
  readonly trained: Settings;
  readonly onTrain: (changes: Partial<Settings>) => void;
}

/** What the machine is set to changes how fast a run is, not what it learns. */
const KEYS = SETTING_KEYS.filter((key) => !MACHINE_KEYS.includes(key));

/** The value of a setting that stands in the field, or why it is none. */
function changeTo(key: SettingKey, raw: string): Partial<Settings> | string {
  if (isSwitch(key)) return { [key]: raw === 'true' };
  if (!isNumber(key)) return { [key]: raw };
  const { label, share: isShare, ...row } = numberRow(key);
  const value = isShare ? `${Number(raw) / 100}` : raw;
  return fieldError({ ...row, label }, value) ?? { [key]: Number(value) };
}

/** As the field shows it: shares in percent. */
const rawOf = (key: SettingKey, settings: Settings): string => {
  const value = settings[key];
  const isShare = isNumber(key) && numberRow(key).share;
  return isShare && typeof value === 'number'
    ? `${Number((100 * value).toPrecision(4))}`
    : `${value}`;
};

/** The values of a setting and their names, where there are only a few. */
function optionsOf(
  key: SettingKey,
): readonly (readonly [value: string, name: string])[] | undefined {
  if (isChoice(key)) return choicesOf(key);
  if (isNumber(key)) return undefined;
  return [
    ['true', 'yes'],
    ['false', 'no'],
  ];
}

/** Any setting of the table, and the value that the second run is to have. */
export function OtherSetting({ trained, onTrain }: Props) {
  const [key, setKey] = useState<SettingKey>('warmupSteps');
  const [raw, setRaw] = useState(rawOf('warmupSteps', trained));
  const [wrong, setWrong] = useState<string>();
  const choose = (chosen: SettingKey) => {
    setKey(chosen);
    setRaw(rawOf(chosen, trained));
    setWrong(undefined);
  };
  const options = optionsOf(key);
  return (
    <form
      className={styles.other}
      onSubmit={(event) => {
        event.preventDefault();
        const value = changeTo(key, raw);
        if (typeof value === 'string') setWrong(value);
        else if (raw === rawOf(key, trained)) setWrong('This run has that value already.');
        else onTrain(value);
      }}
    >
      <select
        className="underlined"
        aria-label="Setting to change"
        value={key}
        onChange={({ target }) => choose(KEYS[target.selectedIndex]!)}
      >
        {KEYS.map((one) => (
          <option key={one} value={one}>
            {settingLabel(one)}
          </option>
        ))}
      </select>
      {options ? (
        <select
          className="underlined"
          aria-label="Its value"
          value={raw}
          onChange={({ target }) => setRaw(target.value)}
        >
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <input
          className={`mono ${styles.number}`}
          aria-label="Its value"
          inputMode="decimal"
          value={raw}
          onChange={({ target }) => setRaw(target.value)}
        />
      )}
      {isNumber(key) && numberRow(key).share && <span>%</span>}
      <button type="submit" className="button small">
        Train with it
      </button>
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {wrong}
        </p>
      )}
    </form>
  );
}
