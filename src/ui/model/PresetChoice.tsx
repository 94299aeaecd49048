import { useId } from 'react';
import { formatShort } from '../../base/format';
import { PRESETS, presetOf } from '../../config/presets';
import { parameterCount } from '../../config/size';
import { useApp, useAppState } from '../app';
import styles from './Model.module.css';
import { useVocabSize } from './useVocabSize';

/** Three sizes of model, as radio buttons; none is checked where the sizes are the person's own. */
export function PresetChoice() {
  const app = useApp();
  const settings = useAppState((s) => s.settings);
  const vocabSize = useVocabSize();
  const name = useId();
  const current = presetOf(settings);
  return (
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
          {preset.name} ·{' '}
          {formatShort(parameterCount({ ...settings, ...preset.settings }, vocabSize))}
        </label>
      ))}
    </fieldset>
  );
}
