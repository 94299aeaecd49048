import { formatShort } from '../../base/format';
import { presetOf } from '../../config/presets';
import { parameterCount } from '../../config/size';
import { useAppState } from '../app';
import styles from './Transport.module.css';

interface Props {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly controls: string;
}

/** The model's size at a glance; opens all its settings. */
export function ModelButton({ open, onToggle, controls }: Props) {
  const settings = useAppState((s) => s.settings);
  const pieces = useAppState((s) => s.prepared?.vocabulary.tokens.length);
  const name = presetOf(settings)?.name ?? 'Own';
  const count = formatShort(parameterCount(settings, pieces ?? settings.vocabSize));
  return (
    <div className={styles.knob}>
      <span aria-hidden="true">Model</span>
      <button
        type="button"
        className="button"
        aria-expanded={open}
        aria-controls={controls}
        onClick={onToggle}
      >
        <span className="visually-hidden">Model settings: </span>
        {name} · {count} <span aria-hidden="true">{open ? '▴' : '▾'}</span>
      </button>
    </div>
  );
}
