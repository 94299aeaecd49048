import type { Context } from '../../config/settings';
import { useApp, useAppState } from '../app';
import styles from './Transport.module.css';

const CHOICES: readonly { value: Context; label: string; name: string }[] = [
  { value: 'left', label: '← left', name: 'Left only' },
  { value: 'both', label: 'both', name: 'Both sides' },
  { value: 'right', label: 'right →', name: 'Right only' },
];

/** Which side of itself a token may look at. */
export function ContextChoice() {
  const app = useApp();
  const context = useAppState((s) => s.settings.context);
  return (
    <fieldset className={styles.knob}>
      <legend className="visually-hidden">Context: which side of itself a token may look at</legend>
      <span aria-hidden="true">Context</span>
      <div className={styles.segments}>
        {CHOICES.map(({ value, label, name }) => (
          <label key={value} data-side={value}>
            <input
              type="radio"
              name="context"
              className="visually-hidden"
              aria-label={name}
              checked={context === value}
              onChange={() => app.settings.change({ context: value })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
