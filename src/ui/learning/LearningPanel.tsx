import { lazy, Suspense } from 'react';
import { isEmbedded } from '../../base/embedded';
import { presentExam } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import { useEarlier } from '../again/useEarlier';
import { useIsOtherExam } from '../again/useIsOtherExam';
import { useAppState } from '../app';
import { useStaleProps } from '../common/unseen';
import { NotKept } from '../embedded/lazyNotKept';
import { Term } from '../glossary/Term';
import { CurveFrame } from './CurveFrame';
import { Facts } from './Facts';
import styles from './LearningPanel.module.css';
import { Notes } from './Notes';
import { useSampledRun } from './useSampledRun';

/** Only once a run has taken steps. */
const AgainBar = lazy(() => import('../again/AgainBar'));

/** Only where two runs are compared. */
const ComparedRuns = lazy(() => import('../again/ComparedRuns'));

/** Folded at first. */
const FiguresTable = lazy(() =>
  import('./FiguresTable').then((m) => ({ default: m.FiguresTable })),
);

/** Nothing can be kept before the first step. */
const KeepRun = lazy(() => import('./KeepRun').then((m) => ({ default: m.KeepRun })));

/** Only of a finished run: the first steps say nothing of what a text teaches. */
const PretrainingShare = lazy(() => import('./PretrainingShare'));

/** Only once a run has taken steps. */
const BestNote = lazy(() => import('./BestNote'));
const Shortfall = lazy(() => import('./Shortfall'));

/** Only where another context is chosen than the exam was sat with. */
const MeasuredWith = lazy(() => import('./MeasuredWith'));

function OneRun({ run }: { readonly run: RunData }) {
  return (
    <div data-results>
      <CurveFrame run={run} />
      <Facts exam={presentExam(run)} facts={run.facts} tokensPerSecond={run.tokensPerSecond} />
    </div>
  );
}

/** How far the model has come: the curve, the figures that matter, and all figures as a table. */
export function LearningPanel() {
  const run = useSampledRun();
  const waits = useAppState((s) => s.again.next !== undefined);
  const compared = useEarlier();
  const isOther = useIsOtherExam(compared?.run);
  const hasSteps = run.step > 0 || compared !== undefined || waits;
  const context = useAppState((s) => s.settings.context);
  const isOtherContext = (presentExam(run)?.context ?? context) !== context;
  const isPretrained = run.loaded?.settings.beginFrom !== 'nothing';
  const stale = useStaleProps();
  return (
    <section aria-label="Learning" {...stale}>
      <div className={styles.heading}>
        <h2>Learning</h2>
        <span className="muted">
          <Term id="loss">loss</Term> in <Term id="nat">nats</Term>
        </span>
      </div>
      <figure aria-label="Loss curve">
        {compared && !isOther ? (
          // Meanwhile the one run, which is as high: the page would jump.
          <Suspense fallback={<OneRun run={run} />}>
            <ComparedRuns run={run} compared={compared} />
          </Suspense>
        ) : (
          <OneRun run={run} />
        )}
        <Suspense>{isOtherContext && <MeasuredWith run={run} />}</Suspense>
        <Suspense>
          {run.status === 'done' && isPretrained && !compared && <PretrainingShare run={run} />}
          {run.step > 0 && <BestNote run={run} />}
          {run.status === 'done' && <Shortfall run={run} />}
        </Suspense>
        <Suspense>{hasSteps && <AgainBar />}</Suspense>
        <Notes run={run} />
        <div className={styles.last}>
          <Suspense>
            <FiguresTable train={run.train} evals={run.evals} step={run.step} />
            {isEmbedded() ? <NotKept place="panel" /> : <KeepRun />}
          </Suspense>
        </div>
      </figure>
    </section>
  );
}
