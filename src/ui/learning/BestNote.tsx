import { formatCount, formatPercent } from '../../base/format';
import { lastStep } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './BestNote.module.css';
import { type BestMoment, bestMoment } from './bestMoment';

interface Told {
  readonly run: RunData;
  readonly moment: BestMoment;
}

const SMALL = 'A difference this small may be chance.';

/** The model is back at its best step. */
function Back({ run, moment: { best, last, rise, isClear } }: Told) {
  const step = lastStep(run);
  const by = `${rise.toFixed(2)} nats`;
  const so =
    run.status === 'done' ? ', so the model went back there.' : '. The model is back there.';
  // The loss asks how sure it was, too.
  const right = [last, best].map(({ accuracy }) => formatPercent(accuracy, 1));
  return (
    <>
      <strong>
        Best at step {formatCount(best.step)} of {formatCount(step)}:
      </strong>{' '}
      {isClear
        ? `after it the held-out loss rose by ${by}${so}`
        : `later the held-out loss was ${by} higher${so} ${SMALL}`}
      {last.accuracy > best.accuracy &&
        ` At step ${formatCount(last.step)} it got ${right[0]} right instead of ${right[1]}, but was surer of its errors.`}
    </>
  );
}

/** Its best step lies behind it. */
function Past({ run, moment: { best, rise, isClear, canGo } }: Told) {
  const endsAtBest = useAppState((s) => s.settings.loadBestModelAtEnd);
  const isRunning = run.status === 'running';
  return (
    <>
      {isClear && (
        <strong>
          <Term id="overFitting">Over-fitting</Term>:{' '}
        </strong>
      )}
      {isClear ? 'the' : 'The'} held-out loss was lowest at step {formatCount(best.step)} (
      {best.loss.toFixed(2)} nats), {rise.toFixed(2)} less than now.{' '}
      {isClear ? 'Since then the model has been learning its text by heart.' : SMALL}
      {isRunning &&
        endsAtBest &&
        ' Unless it gets better again, the run goes back there at its end.'}
      {!isRunning && !canGo && ' The model of that step was not kept.'}
    </>
  );
}

/** Where a run has come to a worse moment than its best: says so, and has the model go to either. */
export default function BestNote({ run }: { run: RunData }) {
  const app = useApp();
  const maxSteps = useAppState((s) => s.settings.maxSteps);
  const moment = bestMoment(run);
  const isRunning = run.status === 'running';
  // While it trains, a small rise is noise.
  if (!moment || (isRunning && !moment.isClear)) return null;
  const { best, isClear, isBack, canGo } = moment;
  const go = isBack
    ? `Go to step ${formatCount(lastStep(run))}`
    : `Go back to step ${formatCount(best.step)}`;
  return (
    <div className={styles.best} data-bad={(isClear && !isBack) || undefined}>
      <p>{isBack ? <Back run={run} moment={moment} /> : <Past run={run} moment={moment} />}</p>
      {!isRunning && (
        <p className={styles.actions}>
          {(isBack || canGo) && (
            <button type="button" className="button small" onClick={app.run.goToAside}>
              {go}
            </button>
          )}
          {run.status === 'done' &&
            (maxSteps === best.step ? (
              <span role="status">The next run has {formatCount(best.step)} steps.</span>
            ) : (
              <button
                type="button"
                className="button small"
                title={`Sets “Steps” to ${best.step}. The learning rate then falls to zero by that step, so the next run takes a somewhat other course.`}
                onClick={() => app.settings.change({ maxSteps: best.step })}
              >
                Stop there next time
              </button>
            ))}
        </p>
      )}
      {isBack && (
        <p className={styles.small}>
          This step was chosen because it did best in the exam, so its figures there are a little
          too good.
        </p>
      )}
    </div>
  );
}
