import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import type { Plan } from '../../config/experiments';
import { SWEEPABLE } from '../../config/sweeps';
import { languageName, languages } from '../../grammar/languages';
import { type ExperimentRecord, fits, runIdOf } from '../../storage/experiments';
import styles from './Experiments.module.css';
import { formatMeasure, MEASURES, type SweepMeasure } from './measures';
import { PlanControls } from './PlanControls';
import { progressOf } from './progress';
import { StepsChoice } from './StepsChoice';
import { saveChart, saveTable } from './save';
import { type KnownSweep, knownSweeps, sweepId } from './sweepPlans';
import { useExperiments } from './useExperiments';
import { armFloors, armScores } from './verdict';

const SweepChart = lazy(() => import('./SweepChart'));

/** The last good steps of an arm's runs whose loss was not a number any more. */
const divergedOf = ({ plan, diverged }: ExperimentRecord, arm: number): number[] =>
  Array.from({ length: plan.seeds }, (_, seed) => diverged[runIdOf(arm, seed)]).filter(
    (step) => step !== undefined,
  );

const SEEDS = [1, 2, 3, 5] as const;

/** One setting over its values, each with several seeds, on the language above and one exam. */
export function Sweep() {
  const {
    languageId,
    ownGrammar,
    records,
    scope: wanted,
  } = useExperiments('languageId', 'ownGrammar', 'records', 'scope');
  const { running, queue, discarded } = useExperiments('running', 'queue', 'discarded');
  const known = useMemo(
    () => knownSweeps({ running, queue, discarded, records }),
    [running, queue, discarded, records],
  );
  const [chosenName, setName] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [chosenSeeds, setSeeds] = useState<number>();
  const [chosenSteps, setSteps] = useState<number>();
  const [measure, setMeasure] = useState<SweepMeasure>('accuracy');
  const chart = useRef<HTMLElement>(null);
  // Unless somebody wants to see another: the sweep that runs or waits, whatever language is shown above. It stays
  // when it is paused or done, until another language is chosen; after a visit elsewhere, the setting of the newest.
  const active = known.find(({ isActive }) => isActive);
  const [last, setLast] = useState<{ sweep: KnownSweep; above: string }>();
  if (active && (active.id !== last?.sweep.id || languageId !== last.above)) {
    setLast({ sweep: active, above: languageId });
  } else if (!active && last && languageId !== last.above) setLast(undefined);
  const shown = active ?? last?.sweep;
  const name = chosenName ?? shown?.setting ?? known[0]?.setting ?? 'mlmProbability';
  const followed = shown?.setting === name ? shown.plan : undefined;
  const language = chosen ?? followed?.language ?? languageId;
  const isFollowed = language === followed?.language;
  const grammar = language === 'own' ? (isFollowed && followed.grammar) || ownGrammar : undefined;
  const { arms, label, caution } = SWEEPABLE[name]!;
  // As it was run last: then it can go on.
  const stepsOf = (k: KnownSweep) => k.id === sweepId(name, { ...k.plan, language, grammar });
  const maxSteps = chosenSteps ?? known.find(stepsOf)?.plan.maxSteps ?? 1000;
  const experimentId = sweepId(name, { language, grammar, maxSteps });
  const kept = records[experimentId];
  const seeds = chosenSeeds ?? known.find(({ id }) => id === experimentId)?.plan.seeds ?? 3;
  const plan: Plan = {
    language,
    ...(grammar !== undefined && { grammar }),
    ...{ arms, seeds, maxSteps, metric: 'accuracy' },
  };
  // What an earlier version of the page kept of it may have been another experiment.
  const record = kept && fits(kept, plan) ? kept : undefined;
  const scope = record?.exam?.tellingFloors ? wanted : 'all';
  // Thousands of resamples: once for each result, not for each drawing.
  const scores = useMemo(
    () => (record ? armScores(record, measure, scope) : []),
    [record, measure, scope],
  );
  const floors = record ? armFloors(record, measure, scope) : [];
  const rows = record
    ? record.plan.arms.map((arm, a) => ({
        ...{ label: arm.label, score: scores[a], floor: floors[a] },
        diverged: divergedOf(record, a),
      }))
    : [];
  const { done, total: all } = progressOf(plan, record);
  const isAny = rows.some(({ score, diverged }) => score !== undefined || diverged.length > 0);
  const format = (value: number) => formatMeasure(measure, value);
  const ran = record?.plan.seeds ?? seeds;
  const blanks = scope === 'telling' ? 'of the blanks where the side matters' : 'of all blanks';
  return (
    <section aria-labelledby="sweep-heading" className={styles.sweep}>
      <div className={styles.panelHeading}>
        <h3 id="sweep-heading">Sweep a setting</h3>
        <span>
          {arms.map((arm) => arm.label).join(', ')}: each with every seed, one exam for all.{' '}
          {caution}
        </span>
      </div>
      <div className={styles.tools}>
        <label>
          Setting{' '}
          <select
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setChosen(language); // the rest stays as it is shown
              setSeeds(undefined);
              setSteps(undefined);
            }}
          >
            {Object.entries(SWEEPABLE).map(([id, sweepable]) => (
              <option key={id} value={id}>
                {sweepable.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          on{' '}
          <select value={language} onChange={(event) => setChosen(event.target.value)}>
            {ownGrammar !== '' && <option value="own">{languageName('own')}</option>}
            {languages.map(({ id, name: title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Seeds{' '}
          <select value={seeds} onChange={(event) => setSeeds(Number(event.target.value))}>
            {SEEDS.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
        <StepsChoice label="Steps each" value={maxSteps} onChoose={setSteps} />
        <label>
          Shown{' '}
          <select
            value={measure}
            onChange={(event) => setMeasure(event.target.value as SweepMeasure)}
          >
            {Object.entries(MEASURES).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <PlanControls
          key={experimentId}
          experimentId={experimentId}
          plan={plan}
          name={`the sweep of ${label}`}
        />
      </div>
      {isAny && record && (
        <div className={styles.swept}>
          <figure ref={chart} aria-label="Sweep" className={styles.sweepChart}>
            <Suspense fallback={null}>
              <SweepChart rows={rows} measure={measure} setting={label} />
            </Suspense>
          </figure>
          <div>
            <table>
              <caption>
                {MEASURES[measure]} {blanks}, {counted(record.plan.maxSteps, 'step')} unless stated,{' '}
                {done < all ? `${done} of ${counted(all, 'run')}` : counted(ran, 'seed')}, 95 %
                intervals over blanks{ran > 1 && ' and seeds'}; dotted: the best that can be
                expected
              </caption>
              <thead>
                <tr>
                  <th scope="col">{label}</th>
                  <th scope="col">mean</th>
                  <th scope="col">interval</th>
                  <th scope="col">at best</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label: value, score, floor, diverged }) => (
                  <tr key={value}>
                    <th scope="row">
                      {value}
                      {diverged.length > 0 && (
                        <small title="Its loss was no longer a number, so it is not in the mean">
                          {diverged.length} of {record.plan.seeds} diverged after step{' '}
                          {diverged.map(formatCount).join(', ')}
                        </small>
                      )}
                    </th>
                    <td>{score ? format(score.mean) : '–'}</td>
                    <td>{score && `${format(score.low)} to ${format(score.high)}`}</td>
                    <td>{floor === undefined ? '–' : format(floor)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className={styles.tools}>
              <button
                type="button"
                className="button small"
                onClick={() => saveTable(record, scope, label)}
              >
                Save as CSV
              </button>
              {(['svg', 'png'] as const).map((kind) => (
                <button
                  key={kind}
                  type="button"
                  className="button small"
                  onClick={() =>
                    saveChart(chart.current?.querySelector('svg'), kind, {
                      ...{ record, measure, scope, setting: label },
                    })
                  }
                >
                  Save as {kind.toUpperCase()}
                </button>
              ))}
            </div>
          </div>
        </div>
      )}
    </section>
  );
}
