import { FIELD_GROUPS, FIELDS } from '../../config/fields';
import styles from './Model.module.css';
import { NumberSetting } from './NumberSetting';
import { SwitchSetting } from './SwitchSetting';
import { useDrafts } from './useDrafts';

/** Every setting with the reason for its default, folded away. */
export function AdvancedSettings() {
  const drafts = useDrafts();
  return (
    <details className={styles.advanced}>
      <summary>Advanced settings</summary>
      <p className={styles.note}>
        Settings marked <span className={styles.tag}>starts over</span> belong to the model or the
        text: once a run has begun, a change to them waits until it starts over. The others take
        effect at the next step.
      </p>
      <div className={styles.groups}>
        {FIELD_GROUPS.map((group) => (
          <section key={group} className={styles.group} aria-label={group} data-group={group}>
            <h3>{group}</h3>
            <div className={styles.fields}>
              {FIELDS.filter((field) => field.group === group).map((field) =>
                field.kind === 'number' ? (
                  <NumberSetting key={field.key} field={field} drafts={drafts} />
                ) : (
                  <SwitchSetting key={field.key} field={field} />
                ),
              )}
            </div>
          </section>
        ))}
      </div>
    </details>
  );
}
