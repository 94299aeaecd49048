import { useState } from 'react';
import { formatCount } from '../../base/format';
import type { Plan } from '../../config/experiments';
import { SETTING_KEYS, type SettingKey } from '../../config/settings';
import { fits } from '../../storage/experiments';
import { useAppState } from '../app';
import { Choice, optionsOf } from '../common/Choice';
import { PanelHeading } from '../common/PanelHeading';
import { languageOptions, textOption } from './LanguageChoice';
import { MEASURES, type SweepMeasure } from './measures';
import { PlanControls } from './PlanControls';
import { StepsChoice } from './StepsChoice';
import styles from './Sweep.module.css';
import { SweepResults } from './SweepResults';
import { TextNote } from './TextNote';
import { useSweep } from './useSweep';

const SEEDS = [1, 2, 3, 5].map((count) => ({ value: count, words: `${count}` }));

/** The settings in which the arms of a plan differ. */
const sweptKeys = ({ arms }: Plan): SettingKey[] =>
  SETTING_KEYS.filter((key) => arms.some(({ settings }) => key in settings));

/** One setting over its values, each with several seeds and one exam for all. */
export function Sweep() {
  const { experimentId, plan, setting, sweeps, swept, earlier, choose } = useSweep();
  const hasOwn = useAppState((s) => s.experiments.ownGrammar !== '');
  const kept = useAppState((s) => s.experiments.records[experimentId]);
  const [measure, setMeasure] = useState<SweepMeasure>('accuracy');
  const playground = useAppState((s) => s.experiments.playground);
  const sweep = sweeps[setting]!;
  const { label, caution, why } = sweep;
  const settings = Object.entries(sweeps).map(([value, one]) => ({
    value,
    words: one.why === undefined ? one.label : `${one.label} – ${one.why}`,
    disabled: one.why !== undefined,
  }));
  // An earlier version of the page may have kept another experiment under this id.
  const record = kept && fits(kept, plan) ? kept : undefined;
  return (
    <section aria-labelledby="sweep-heading" className={styles.sweep}>
      <PanelHeading id="sweep-heading" title="Sweep a setting">
        <span>
          {why === undefined
            ? `${plan.arms.map((arm) => arm.label).join(', ')}: a model for each value and seed, and the same exam for all.`
            : `Not on this text: ${why}.`}{' '}
          {caution}
        </span>
      </PanelHeading>
      <div className={`tools ${styles.tools}`}>
        <Choice label="Setting" value={setting} options={settings} onChoose={choose.setting} />
        <Choice
          label="on"
          value={swept.on}
          options={[
            textOption(playground),
            ...earlier.map(({ id, plan: { text, maxSteps } }) => ({
              value: id,
              words: `${text?.name}, earlier (${formatCount(text?.characters ?? 0)} characters, ${formatCount(maxSteps)} steps)`,
            })),
            ...languageOptions(hasOwn),
          ]}
          onChoose={choose.language}
        />
        <Choice label="Seeds" value={plan.seeds} options={SEEDS} onChoose={choose.seeds} />
        <StepsChoice
          label="Steps each"
          value={plan.maxSteps}
          own={swept.ownSteps}
          disabled={swept.fixed !== undefined}
          onChoose={choose.steps}
        />
        <Choice label="Shown" value={measure} options={optionsOf(MEASURES)} onChoose={setMeasure} />
        {why === undefined && (
          <PlanControls
            key={experimentId}
            experimentId={experimentId}
            plan={plan}
            name={`the sweep of ${label}`}
          />
        )}
      </div>
      {plan.text && (
        <TextNote
          name={plan.text.name}
          settings={plan.text.settings}
          apart={['maxSteps', 'seed', ...sweptKeys(plan)]}
        />
      )}
      {record && <SweepResults {...{ plan, record, measure, sweep }} />}
    </section>
  );
}
