import { type AutoKey, decide } from '../../config/auto';
import type { Settings } from '../../config/settings';
import { autoFor } from '../../store/playground/auto';
import { settingValue } from '../../store/settingTexts';
import { useApp, useAppState } from '../app';
import styles from './Fields.module.css';

/** What Auto would set, once the text is known. */
function useAutoValue(key: AutoKey): Settings | undefined {
  const prepared = useAppState((s) => s.prepared);
  const settings = useAppState((s) => s.settings);
  const auto = useAppState((s) => s.auto);
  if (!prepared) return undefined;
  return decide(prepared.facts, settings, autoFor(prepared.source, [...auto, key]));
}

/** Of a setting that the text may decide: that it does, or what it would decide, and a way back to that. */
export function AutoNote({ field }: { field: AutoKey }) {
  const app = useApp();
  const isLeft = useAppState((s) => autoFor(s.source, s.auto).includes(field));
  const wouldBe = useAutoValue(field);
  if (isLeft) return <strong>Auto: chosen for this text. </strong>;
  if (!wouldBe) return null;
  return (
    <>
      <strong>You chose this; Auto would take {settingValue(field, wouldBe)}. </strong>
      <button type="button" className={styles.auto} onClick={() => app.settings.leaveToAuto(field)}>
        Leave it to Auto
      </button>{' '}
    </>
  );
}
