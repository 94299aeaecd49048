import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { formatPercent } from '../../base/format';
import { type Plan, SWEEPABLE } from '../../config/lab';
import { useAppState } from '../app';
import styles from './Lab.module.css';
import { PlanButton } from './PlanButton';
import { saveChart, saveTable } from './save';
import { armScores } from './verdict';

const SweepChart = lazy(() => import('./SweepChart'));

const SEEDS = [1, 2, 3, 5] as const;

/** One setting over its values, each with several seeds, on the language above and one exam. */
export function Sweep() {
  const { languageId, maxSteps, records } = useAppState((s) => s.lab);
  const record = records.sweep;
  const [name, setName] = useState('mlmProbability');
  const [seeds, setSeeds] = useState<number>(3);
  const chart = useRef<HTMLElement>(null);
  const { arms, sentences } = SWEEPABLE[name]!;
  const plan: Plan = {
    language: languageId === 'own' ? '' : languageId,
    ...(sentences && { sentences }),
    arms,
    seeds,
    maxSteps,
    metric: 'accuracy',
  };
  // Thousands of resamples: once for each result, not for each drawing.
  const scores = useMemo(() => (record ? armScores(record) : []), [record]);
  const rows = record ? record.plan.arms.map(({ label }, a) => ({ label, score: scores[a] })) : [];
  const isAny = rows.some(({ score }) => score !== undefined);
  return (
    <section aria-labelledby="sweep-heading" className={styles.sweep}>
      <div className={styles.panelHeading}>
        <h3 id="sweep-heading">Sweep a setting</h3>
        <span>every value with every seed, one exam for all</span>
      </div>
      <div className={styles.tools}>
        <label>
          Setting{' '}
          <select value={name} onChange={(event) => setName(event.target.value)}>
            {Object.entries(SWEEPABLE).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
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
        {languageId === 'own' ? (
          <span className={styles.hint}>A sweep needs a built-in language.</span>
        ) : (
          <PlanButton experimentId="sweep" plan={plan} />
        )}
      </div>
      {isAny && record && (
        <div className={styles.swept}>
          <figure ref={chart} aria-label="Sweep" className={styles.sweepChart}>
            <Suspense fallback={null}>
              <SweepChart rows={rows} />
            </Suspense>
          </figure>
          <div>
            <table>
              <caption>
                Right in the exam, {record.plan.maxSteps} steps, up to {record.plan.seeds} seeds, 95
                % intervals over blanks and seeds
              </caption>
              <tbody>
                {rows.map(({ label, score }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{score ? formatPercent(score.mean, 1) : '–'}</td>
                    <td>
                      {score && `${formatPercent(score.low, 1)} to ${formatPercent(score.high, 1)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className={styles.tools}>
              <button type="button" className="button small" onClick={() => saveTable(record)}>
                Save as CSV
              </button>
              <button
                type="button"
                className="button small"
                onClick={() => saveChart(chart.current?.querySelector('svg'))}
              >
                Save as SVG
              </button>
            </div>
          </div>
        </div>
      )}
    </section>
  );
}
