import { lazy, Suspense, useMemo, useRef } from 'react';
import { counted } from '../../base/words';
import type { Plan } from '../../config/experiments';
import type { Sweepable } from '../../config/sweeps';
import { type ExperimentRecord, runIdOf } from '../../storage/experiments';
import { rankArms } from '../../store/experiments/conclusions/ranking';
import { armFloors, armScores } from '../../store/experiments/conclusions/verdict';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import { ConclusionLine } from './ConclusionLine';
import { MEASURES, type SweepMeasure } from './measures';
import { progressOf } from './progress';
import styles from './SweepResults.module.css';
import { type SweepRow, SweepTable } from './SweepTable';
import { SaveButtons } from './saving/SaveButtons';
import { sweepConclusion } from './sweepConclusion';

/** The chart library is as large as the rest of the page, so it loads after it. */
const SweepChart = lazy(() => import('./SweepChart'));

/** The last good steps of an arm's runs whose loss was not a number any more. */
const divergedOf = ({ plan, diverged }: ExperimentRecord, arm: number): number[] =>
  Array.from({ length: plan.seeds }, (_, seed) => diverged[runIdOf(arm, seed)]).filter(
    (step) => step !== undefined,
  );

interface Props {
  readonly plan: Plan;
  readonly record: ExperimentRecord;
  readonly measure: SweepMeasure;
  /** What is swept */
  readonly sweep: Pick<Sweepable, 'label' | 'named'>;
}

/** What came of a sweep so far, as a chart and a table, and files of both. */
export function SweepResults({ plan, record, measure, sweep: { label, named } }: Props) {
  const chart = useRef<HTMLElement>(null);
  const wanted = useAppState((s) => s.experiments.scope);
  const scope = record.exam?.tellingFloors ? wanted : 'all';
  // Thousands of resamples: computed once per result, not per render.
  const scores = useMemo(() => armScores(record, measure, scope), [record, measure, scope]);
  const floors = armFloors(record, measure, scope);
  const ranking = useMemo(() => rankArms(record, measure, scope), [record, measure, scope]);
  // By the names of today: the record may have older ones.
  const rows = plan.arms.map(
    ({ label: value }, a): SweepRow => ({
      ...{ label: value, score: scores[a], floor: floors[a], diverged: divergedOf(record, a) },
    }),
  );
  if (rows.every(({ score, diverged }) => !score && diverged.length === 0)) return null;
  const hasFloors = rows.some(({ floor }) => floor !== undefined);
  const { done, total } = progressOf(plan, record);
  const { seeds, maxSteps } = record.plan;
  const nameOf = (arm: number) => named(plan.arms[arm]!.label);
  const blanks = scope === 'telling' ? 'the blanks where the side matters' : 'all blanks';
  return (
    <div className={styles.swept}>
      <ConclusionLine
        size="section"
        conclusion={sweepConclusion({ ranking, measure, nameOf, seeds: plan.seeds, done, total })}
      />
      <figure ref={chart} aria-label="Sweep" className={styles.chart}>
        <Suspense fallback={null}>
          <SweepChart rows={rows} measure={measure} setting={label} />
        </Suspense>
      </figure>
      <div>
        <SweepTable rows={rows} measure={measure} setting={label} seeds={seeds}>
          {MEASURES[measure]}: {blanks}, {counted(maxSteps, 'step')} unless stated,{' '}
          {done < total ? `${done} of ${counted(total, 'run')}` : counted(seeds, 'seed')}.{' '}
          <Term id="interval">Intervals of 95 %</Term> over blanks{seeds > 1 && ' and seeds'}.
          {hasFloors && ' Dotted: the best to expect.'}
        </SweepTable>
        <SaveButtons chart={chart} pictured={{ record, measure, scope, setting: label }} />
      </div>
    </div>
  );
}
