import { useId } from 'react';
import type { ChoiceField } from '../../config/fields';
import type { TokenizerKind } from '../../config/settings';
import { useApp, useAppState } from '../app';
import { FieldFrame } from './FieldFrame';

interface Props {
  readonly field: ChoiceField;
  readonly tagged: boolean;
}

/** A setting that is one of a few. */
export function ChoiceSetting({ field, tagged }: Props) {
  const app = useApp();
  const value = useAppState((s) => s.settings[field.key]);
  const id = useId();
  return (
    <FieldFrame id={id} field={field} tagged={tagged}>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-reason`}
        onChange={(event) =>
          app.settings.change({ [field.key]: event.target.value as TokenizerKind })
        }
      >
        {field.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
