import { lazy, Suspense, useMemo, useState } from 'react';
import type { RunData } from '../../store/playground/state';
import { useAppState } from '../app';
import { bestMoment } from './bestMoment';
import styles from './CurveFrame.module.css';
import { thinTraining } from './curve';

/** The chart library is nearly as large as the rest of the page, so it loads once a model can be trained. */
const LossChart = lazy(() => import('./LossChart'));

/** What stands in the frame while it is empty. */
function waitingWords(status: RunData['status']): string {
  return status === 'running'
    ? 'The first points are on their way.'
    : 'Press Train: the curve starts here.';
}

/** The loss curve, or the frame that waits for it. */
export function CurveFrame({ run }: { run: RunData }) {
  const maxSteps = useAppState((s) => s.settings.maxSteps);
  const vocabSize = useAppState((s) => s.prepared?.vocabulary.tokens.length);
  const asked = useAppState((s) => s.settings.vocabSize);
  const cursor = useAppState(({ watch }) =>
    watch.shown === 'live' ? undefined : watch.views[watch.shown]?.step,
  );
  const train = useMemo(() => thinTraining(run.train), [run.train]);
  const moment = run.status === 'running' ? undefined : bestMoment(run);
  const isEmpty = train.length === 0 && run.evals.length === 0;
  const sent = useAppState((s) => s.link.replay?.evals);
  const [drawn, setDrawn] = useState(false);
  if (!drawn && (run.facts || !isEmpty)) setDrawn(true); // From then on it stays, whatever is loaded next.
  const frame = <div className={styles.chart} />;
  return (
    <div className={styles.curve}>
      <Suspense fallback={frame}>
        {drawn ? (
          <LossChart
            train={train}
            evals={run.evals}
            facts={run.facts}
            knowsNothing={Math.log(vocabSize ?? asked)}
            maxSteps={maxSteps}
            cursor={cursor}
            best={moment?.best.step}
            isBack={moment?.isBack === true}
            sent={sent}
          />
        ) : (
          frame
        )}
      </Suspense>
      {isEmpty && <p className={styles.waiting}>{waitingWords(run.status)}</p>}
    </div>
  );
}
