import { useId } from 'react';
import type { SwitchField } from '../../config/fields';
import { useApp, useAppState } from '../app';
import { FieldFrame } from './FieldFrame';

/** A setting that is on or off. */
export function SwitchSetting({ field }: { field: SwitchField }) {
  const app = useApp();
  const checked = useAppState((s) => s.settings[field.key]);
  const id = useId();
  return (
    <FieldFrame id={id} field={field}>
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
