import { useId } from 'react';
import type { SwitchField } from '../../config/fields';
import { useApp, useAppState } from '../app';
import { FieldFrame } from './FieldFrame';

interface Props {
  readonly field: SwitchField;
  readonly tagged: boolean;
}

/** A setting that is on or off. */
export function SwitchSetting({ field, tagged }: Props) {
  const app = useApp();
  const checked = useAppState((s) => s.settings[field.key]);
  const id = useId();
  return (
    <FieldFrame id={id} field={field} tagged={tagged}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}-reason`}
        onChange={(event) => app.settings.change({ [field.key]: event.target.checked })}
      />
    </FieldFrame>
  );
}
