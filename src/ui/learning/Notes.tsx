import { lazy, Suspense } from 'react';
import type { RunData } from '../../store/playground/state';
import { Term } from '../glossary/Term';
import { stepsPerPoint } from './curve';
import styles from './Notes.module.css';

/** Only once there is a run. */
const RunNotes = lazy(() => import('./RunNotes'));

/** What the lines and the figures are measured on, in small print. */
export function Notes({ run }: { run: RunData }) {
  const { train } = run;
  const last = train.findLast(({ step }) => step <= run.step);
  const joined = stepsPerPoint(train.at(-1)?.step ?? 0);
  return (
    <div className={styles.notes}>
      <p>
        Loss on the last training <Term id="batch">batch</Term>:{' '}
        <span className="mono" data-testid="train-loss">
          {last?.loss?.toFixed(2) ?? '–'}
        </span>
        {last?.loss !== undefined && ' nats'}
        {last && last.loss === undefined && ': it asked nothing, as all its tokens are unknown'}
        {joined > 1 && `; each point of its line is the mean of ${joined} steps`}
      </p>
      <Suspense>{(run.loaded || run.facts) && <RunNotes run={run} />}</Suspense>
    </div>
  );
}
