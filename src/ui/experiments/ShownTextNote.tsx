import { formatPercent } from '../../base/format';
import { SETTING_KEYS, type SettingKey } from '../../config/settings';
import { MACHINE_KEYS } from '../../store/settingTexts';
import { useApp, useAppState } from '../app';
import { TextNote } from './TextNote';
import { useExperiments } from './useExperiments';

const APART: readonly SettingKey[] = ['context', 'maxSteps', 'seed', ...MACHINE_KEYS];

const STARTER =
  'The starter learned with both sides in view, so the models that see one side have more to learn anew.';

/** How the three models learn the text of the playground, and whether the playground has another one by now. */
export function ShownTextNote() {
  const app = useApp();
  const { text, playground } = useExperiments('text', 'playground');
  const trained = useAppState((s) => s.experiments.twins[0]?.settings);
  if (!text) return null;
  const settings = trained ?? text.settings;
  const read = settings.beginFrom === 'starter' ? text.starterRead : undefined;
  const more = [
    ...(settings.beginFrom === 'starter' ? [STARTER] : []),
    ...(read === undefined
      ? []
      : [
          `The starter was trained on ${formatPercent(read)} of its sentences, so this exam proves little.`,
        ]),
    ...(SETTING_KEYS.some((key) => !APART.includes(key) && settings[key] !== text.settings[key])
      ? ['The playground’s settings have changed since: Train all three takes the new ones.']
      : []),
  ];
  const now = playground?.text;
  const isOther = now !== undefined && now.toLearn.id !== text.toLearn.id;
  return (
    <>
      <TextNote name={text.plan.name} settings={settings} apart={APART} more={more.join(' ')} />
      {isOther && (
        <p className="small-print">
          The playground has another text by now, or other tokens.{' '}
          <button
            type="button"
            className="button small"
            onClick={() => void app.experiments.openLanguage('text')}
          >
            Show it as it is now
          </button>
        </p>
      )}
    </>
  );
}
