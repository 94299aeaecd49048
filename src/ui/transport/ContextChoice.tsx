import type { Context } from '../../config/settings';
import { SETTINGS } from '../../config/settingsTable';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

const CHOICES: readonly { value: Context; label: string }[] = [
  { value: 'left', label: 'before' },
  { value: 'both', label: 'both' },
  { value: 'right', label: 'after' },
];

/** What a token may look at: before or after it in reading order, which is left or right by the script. */
export function ContextChoice() {
  const app = useApp();
  const context = useAppState((s) => s.settings.context);
  return (
    <fieldset className={styles.knob}>
      <legend className="visually-hidden">
        Context: whether a token may look at what stands before it, after it, or both
      </legend>
      <Term id="context">Context</Term>
      <div className={styles.segments}>
        {CHOICES.map(({ value, label }) => (
          <label key={value} data-side={value}>
            <input
              type="radio"
              name="context"
              className="visually-hidden"
              aria-label={SETTINGS.context.names[value]}
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
