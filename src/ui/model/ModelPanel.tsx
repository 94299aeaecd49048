import { isAuto } from '../../config/auto';
import { DEFAULT_SETTINGS, type SettingKey } from '../../config/settings';
import { useApp, useAppState } from '../app';
import { ShowCodeButton } from '../takeaway/ShowCodeButton';
import { AdvancedSettings } from './AdvancedSettings';
import styles from './Model.module.css';
import { ModelCost } from './ModelCost';
import { PresetChoice } from './PresetChoice';
import { useDrafts } from './useDrafts';

const KEYS = Object.keys(DEFAULT_SETTINGS) as SettingKey[];

/** How large the model is, what that costs, and every setting of its training. */
export function ModelPanel({ id }: { id: string }) {
  const app = useApp();
  const isDefault = useAppState((s) =>
    KEYS.every((k) => (isAuto(k) ? s.auto.includes(k) : s.settings[k] === DEFAULT_SETTINGS[k])),
  );
  const drafts = useDrafts();
  const restore = () => {
    app.settings.restoreDefaults();
    drafts.clear();
  };
  return (
    <section id={id} aria-label="Model settings" className={styles.panel}>
      <div className={styles.top}>
        <PresetChoice />
        <ModelCost />
        <div className={styles.buttons}>
          <ShowCodeButton />
          <button
            type="button"
            className="button small"
            disabled={isDefault}
            title="Every setting of the page, mask ratio and backend included; the text stays"
            onClick={restore}
          >
            Restore defaults
          </button>
        </div>
      </div>
      <AdvancedSettings drafts={drafts} />
    </section>
  );
}
