import { useState } from 'react';
import { SWEEPABLE } from '../../config/sweeps';
import { fits } from '../../storage/experiments';
import { useAppState } from '../app';
import { Choice, optionsOf } from '../common/Choice';
import { PanelHeading } from '../common/PanelHeading';
import { languageOptions } from './LanguageChoice';
import { MEASURES, type SweepMeasure } from './measures';
import { PlanControls } from './PlanControls';
import { StepsChoice } from './StepsChoice';
import styles from './Sweep.module.css';
import { SweepResults } from './SweepResults';
import { useSweep } from './useSweep';

const SEEDS = [1, 2, 3, 5].map((count) => ({ value: count, words: `${count}` }));
const SETTINGS = Object.entries(SWEEPABLE).map(([value, { label }]) => ({ value, words: label }));

/** One setting over its values, each with several seeds and one exam for all. */
export function Sweep() {
  const { experimentId, plan, setting, choose } = useSweep();
  const hasOwn = useAppState((s) => s.experiments.ownGrammar !== '');
  const kept = useAppState((s) => s.experiments.records[experimentId]);
  const [measure, setMeasure] = useState<SweepMeasure>('accuracy');
  const { label, caution } = SWEEPABLE[setting]!;
  // An earlier version of the page may have kept another experiment under this id.
  const record = kept && fits(kept, plan) ? kept : undefined;
  return (
    <section aria-labelledby="sweep-heading" className={styles.sweep}>
      <PanelHeading id="sweep-heading" title="Sweep a setting">
        <span>
          {plan.arms.map((arm) => arm.label).join(', ')}: a model for each value and seed, and the
          same exam for all. {caution}
        </span>
      </PanelHeading>
      <div className={`tools ${styles.tools}`}>
        <Choice label="Setting" value={setting} options={SETTINGS} onChoose={choose.setting} />
        <Choice
          label="on"
          value={plan.language}
          options={languageOptions(hasOwn)}
          onChoose={choose.language}
        />
        <Choice label="Seeds" value={plan.seeds} options={SEEDS} onChoose={choose.seeds} />
        <StepsChoice label="Steps each" value={plan.maxSteps} onChoose={choose.steps} />
        <Choice label="Shown" value={measure} options={optionsOf(MEASURES)} onChoose={setMeasure} />
        <PlanControls
          key={experimentId}
          experimentId={experimentId}
          plan={plan}
          name={`the sweep of ${label}`}
        />
      </div>
      {record && <SweepResults {...{ plan, record, measure, setting }} />}
    </section>
  );
}
