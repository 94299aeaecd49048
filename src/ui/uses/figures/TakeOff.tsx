import { formatCount, formatDuration, formatRate } from '../../../base/format';
import type { UseAbout } from '../../../protocol/uses';
import type { TrainedHere } from '../../../store/uses/state';
import { Note, ProblemWords } from '../../common/Note';
import { useSession, useUse, useUses } from '../session';
import { lossNote } from './lossNote';
import styles from './TakeOff.module.css';
import { TakeOffChart } from './TakeOffChart';
import { takeOffsInWords } from './takeOffs';

/** "1 min", where it is not known to the second anyway */
const aboutTime = (seconds: number) =>
  seconds < 50 ? formatDuration(seconds) : `${Math.max(1, Math.round(seconds / 60))} min`;

function Progress({ here }: { here: TrainedHere }) {
  const { step, of, stepsPerSecond, backend } = here;
  const left = of && stepsPerSecond ? (of - step) / stepsPerSecond : undefined;
  return (
    <div className={styles.progress}>
      <progress
        aria-label="Training of this use"
        max={of ?? 1}
        value={of === undefined ? undefined : step}
      />
      <p className="small-print">
        {of === undefined ? (
          'Getting ready …'
        ) : (
          <>
            Step <span className="mono">{formatCount(step)}</span> of {formatCount(of)}
            {stepsPerSecond !== undefined && `, ${formatRate(stepsPerSecond)} a second`}
            {left !== undefined && `, ${formatDuration(left)} left`}
            {backend && ` (${backend})`}
          </>
        )}
      </p>
    </div>
  );
}

/** The button that trains, or stops; what came of it. */
function TrainHere({ use }: { use: UseAbout }) {
  const session = useSession();
  const { here, results, model } = useUse(use, 'here', 'results', 'model');
  const training = useUses((s) => s.training);
  const seconds = results?.of?.training?.seconds;
  const isTraining = training === use.id;
  return (
    <div className={styles.train}>
      {isTraining ? (
        <button type="button" className="button" onClick={session.stop}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={training !== undefined}
          onClick={() => void session.train(use.id)}
        >
          Train it here
        </button>
      )}
      {!isTraining && !here && seconds !== undefined && (
        <span className="small-print">about {aboutTime(seconds)}</span>
      )}
      {training !== undefined && !isTraining && (
        <span className="small-print">The model of another use is being trained.</span>
      )}
      {isTraining && here && <Progress here={here} />}
      {!isTraining && here?.isThere && (
        <p role="status" className={styles.done}>
          Trained here, {formatCount(here.step)} steps
          {here.of !== undefined && here.step < here.of
            ? `, stopped before ${formatCount(here.of)}`
            : ''}
          .{' '}
          {model !== 'here' && (
            <button
              type="button"
              className="button small"
              onClick={() => {
                void session.setModel(use.id, 'here');
                // The button goes: on to what it brings.
                document.querySelector<HTMLElement>('section[aria-label="Answer"]')?.focus();
              }}
            >
              Ask this one
            </button>
          )}
        </p>
      )}
      {here?.problem && (
        <Note place="list" role="alert">
          <p>
            <ProblemWords problem={here.problem} />
          </p>
        </Note>
      )}
    </div>
  );
}

/** When the meaning took off in the training, as it was measured, and live in a training here. */
export function TakeOff({ use }: { use: UseAbout }) {
  const { here, results } = useUse(use, 'here', 'results');
  const shipped = results?.of?.training;
  const measured = shipped && { points: shipped.points, takeOff: shipped.takeOffs[0] ?? null };
  const live = here && here.points.length > 0 ? here : undefined;
  const shown = live ?? measured;
  const steps = here?.of ?? shipped?.steps ?? 0;
  const note = shown && lossNote(shown.points, shown.takeOff);
  return (
    <section aria-labelledby="take-off-heading" className={styles.section}>
      <h3 id="take-off-heading">When it understood</h3>
      {shown && (
        <figure aria-label="When it understood">
          <figcaption className="small-print">
            {use.gate.name}
            {live && measured && '; dashed: the model that is shipped'}
          </figcaption>
          <TakeOffChart shown={shown} beside={live && measured} steps={steps} gate={use.gate} />
        </figure>
      )}
      <p className="small-print">
        {[note, !live && shipped && takeOffsInWords(shipped.takeOffs)].filter(Boolean).join(' ')}
      </p>
      <TrainHere use={use} />
    </section>
  );
}
