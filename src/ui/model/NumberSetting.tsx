import { useId } from 'react';
import type { NumberField } from '../../config/fields';
import { useAppState } from '../app';
import { FieldFrame } from './FieldFrame';
import styles from './Fields.module.css';
import type { DraftActions } from './useDrafts';

interface Props {
  readonly field: NumberField;
  readonly drafts: DraftActions;
  readonly tagged: boolean;
}

/** One number: Enter or leaving the field takes what is typed, Escape takes it back. */
export function NumberSetting({ field, drafts, tagged }: Props) {
  const settings = useAppState((s) => s.settings);
  const id = useId();
  const draft = drafts.draftOf(field.key, settings);
  const error = draft?.error;
  return (
    <FieldFrame id={id} field={field} error={error} tagged={tagged}>
      <input
        id={id}
        type="number"
        className={`mono ${styles.number}`}
        min={field.min}
        max={field.max}
        step={field.step}
        value={draft?.raw ?? String(settings[field.key])}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error ${id}-reason` : `${id}-reason`}
        onChange={(event) => drafts.type(field.key, event.target.value)}
        onBlur={() => drafts.take(field)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') drafts.take(field);
          if (event.key === 'Escape') drafts.drop(field.key);
        }}
      />
    </FieldFrame>
  );
}
