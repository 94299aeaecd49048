import { FIELD_GROUPS, FIELDS } from '../../config/fields';
import { FieldGroup } from './FieldGroup';
import styles from './Fields.module.css';
import type { DraftActions } from './useDrafts';

/** Every setting with the reason for its default, folded away. */
export function AdvancedSettings({ drafts }: { drafts: DraftActions }) {
  return (
    <details className={styles.advanced}>
      <summary>Advanced settings</summary>
      <p className={styles.note}>
        Once a run has begun, a change to a setting marked{' '}
        <span className={styles.tag}>starts over</span> waits until you start over; all others take
        effect at the next step.
      </p>
      <div className={styles.groups}>
        {FIELD_GROUPS.map((group) => (
          <FieldGroup
            key={group}
            name={group}
            fields={FIELDS.filter((field) => field.group === group)}
            drafts={drafts}
          />
        ))}
      </div>
    </details>
  );
}
