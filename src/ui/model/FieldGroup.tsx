import { useId } from 'react';
import type { Field } from '../../config/fields';
import { RESET_KEYS } from '../../config/settings';
import { ChoiceSetting } from './ChoiceSetting';
import styles from './Fields.module.css';
import { NumberSetting } from './NumberSetting';
import { SwitchSetting } from './SwitchSetting';
import type { DraftActions } from './useDrafts';

interface Props {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly drafts: DraftActions;
}

const startsOver = (field: Field) => RESET_KEYS.includes(field.key);

/** The settings of one kind; "starts over" stands at the heading where it is true of all of them. */
export function FieldGroup({ name, fields, drafts }: Props) {
  const id = useId();
  const allStartOver = fields.every(startsOver);
  return (
    <fieldset className={styles.group} aria-labelledby={id} data-group={name}>
      <div className={styles.groupHeading}>
        <h2 id={id}>{name}</h2>
        {allStartOver && <span className={styles.tag}>starts over</span>}
      </div>
      <div className={styles.fields}>
        {fields.map((field) => {
          const tagged = !allStartOver && startsOver(field);
          if (field.kind === 'switch') {
            return <SwitchSetting key={field.key} field={field} tagged={tagged} />;
          }
          if (field.kind === 'choice') {
            return <ChoiceSetting key={field.key} field={field} tagged={tagged} />;
          }
          return <NumberSetting key={field.key} field={field} drafts={drafts} tagged={tagged} />;
        })}
      </div>
    </fieldset>
  );
}
