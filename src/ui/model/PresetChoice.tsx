import { useId } from 'react';
import { counted } from '../../base/words';
import { PRESETS, presetOf, SIZES } from '../../config/presets';
import type { SettingKey } from '../../config/settings';
import { useApp, useAppState } from '../app';
import AlsoChanged from './AlsoChanged';
import styles from './Model.module.css';

const isSize = (key: SettingKey) => (SIZES as readonly SettingKey[]).includes(key);
const isPreset = (by: readonly SettingKey[]) => by.length === SIZES.length && by.every(isSize);

/**
 * Three sizes of model, as radio buttons; none is checked where the sizes are the person's own. Each is told by what does
 * not change with the text and its vocabulary.
 */
export function PresetChoice() {
  const app = useApp();
  const current = useAppState((s) => presetOf(s.settings));
  const name = useId();
  return (
    <div className={styles.choice} data-control>
      <fieldset className={styles.presets}>
        <legend className="visually-hidden">Size of the model</legend>
        {PRESETS.map((preset) => (
          <label key={preset.id}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={preset === current}
              onChange={() => app.settings.change(preset.settings)}
            />
            {preset.name}{' '}
            <small>
              {counted(preset.settings.numHiddenLayers, 'layer')} of {preset.settings.hiddenSize}
            </small>
          </label>
        ))}
      </fieldset>
      <AlsoChanged isOwn={isPreset} />
    </div>
  );
}
