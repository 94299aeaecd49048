import type { ReactNode } from 'react';
import { isAuto } from '../../config/auto';
import type { Field } from '../../config/fields';
import { SIZES } from '../../config/presets';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { autoFor } from '../../store/playground/auto';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import type { TermId } from '../glossary/terms';
import AlsoChanged from './AlsoChanged';
import { AutoNote } from './AutoNote';
import styles from './Fields.module.css';
import { inForce } from './inForce';

/** Settings whose name is a word of the glossary; the others' reasons say what they are. */
const WORDS: { readonly [K in Field['key']]?: TermId } = {
  numHiddenLayers: 'layer',
  numAttentionHeads: 'head',
  batchSize: 'batch',
  learningRate: 'learningRate',
  warmupSteps: 'warmUp',
  maxSteps: 'step',
  hiddenDropoutProb: 'dropout',
  seed: 'seed',
  maxPositionEmbeddings: 'window',
  tokenizer: 'token',
  vocabSize: 'vocabulary',
};

interface Props {
  /** Of the control; `${id}-reason` and `${id}-error` describe it. */
  readonly id: string;
  readonly field: Field;
  readonly error?: string | undefined;
  /** Whether to say that a change waits for a fresh start */
  readonly tagged: boolean;
  readonly children: ReactNode;
}

function inWords(field: Field, value: number | boolean | string): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (field.kind === 'choice') {
    return field.choices.find((choice) => choice.value === value)?.label ?? String(value);
  }
  return String(value);
}

/** A setting's label, its control, whether it was changed, and the reason for its default. */
export function FieldFrame({ id, field, error, tagged, children }: Props) {
  const value = useAppState((s) => s.settings[field.key]);
  const unit = field.kind === 'number' ? field.unit : undefined;
  const usual = DEFAULT_SETTINGS[field.key];
  const isSet = useAppState((s) =>
    isAuto(field.key) ? !autoFor(s.source, s.auto).includes(field.key) : value !== usual,
  );
  const now = useAppState((s) => inForce(field.key, s.settings));
  const word = WORDS[field.key];
  return (
    <div className={styles.field} data-changed={isSet} data-control>
      <div className={styles.row}>
        <label htmlFor={id} className={word && 'visually-hidden'}>
          {field.label}
        </label>
        {word && <Term id={word}>{field.label}</Term>}
        {unit && <span className={styles.unit}>{unit}</span>}
        {tagged && <span className={styles.tag}>starts over</span>}
        <span className={styles.control}>{children}</span>
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      <AlsoChanged isOwn={(by) => by.length < SIZES.length && by.at(-1) === field.key} />
      <p id={`${id}-reason`} className={styles.reason}>
        {isAuto(field.key) ? (
          <AutoNote field={field.key} />
        ) : (
          value !== usual && <strong>Changed; the default is {inWords(field, usual)}. </strong>
        )}
        {now && `${now} `}
        {field.reason}
      </p>
    </div>
  );
}
