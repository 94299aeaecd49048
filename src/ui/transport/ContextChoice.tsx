import { CHOICE_NAMES } from '../../config/choices';
import type { Context } from '../../config/settings';
import { useApp, useAppState } from '../app';
import styles from './Transport.module.css';

const CHOICES: readonly { value: Context; label: string }[] = [
  { value: 'left', label: '← left' },
  { value: 'both', label: 'both' },
  { value: 'right', label: 'right →' },
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
        {CHOICES.map(({ value, label }) => (
          <label key={value} data-side={value}>
            <input
              type="radio"
              name="context"
              className="visually-hidden"
              aria-label={CHOICE_NAMES.context[value]}
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
