import type { ReactNode } from 'react';
import type { Field } from '../../config/fields';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { RESET_KEYS } from '../../store/state';
import { useAppState } from '../app';
import styles from './Model.module.css';

interface Props {
  /** Of the control; `${id}-reason` and `${id}-error` describe it. */
  readonly id: string;
  readonly field: Field;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

function inWords(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** A setting's label, its control, whether it was changed, and the reason for its default. */
export function FieldFrame({ id, field, error, children }: Props) {
  const value = useAppState((s) => s.settings[field.key]);
  const usual = DEFAULT_SETTINGS[field.key];
  return (
    <div className={styles.field} data-changed={value !== usual}>
      <div className={styles.row}>
        <label htmlFor={id}>{field.label}</label>
        {RESET_KEYS.includes(field.key) && <span className={styles.tag}>starts over</span>}
        <span className={styles.control}>{children}</span>
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      <p id={`${id}-reason`} className={styles.reason}>
        {value !== usual && <strong>Changed; the default is {inWords(usual)}. </strong>}
        {field.reason}
      </p>
    </div>
  );
}
