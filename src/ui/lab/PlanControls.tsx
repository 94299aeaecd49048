import { formatDuration } from '../../base/format';
import { counted } from '../../base/words';
import type { Plan } from '../../config/lab';
import { fits } from '../../storage/labResults';
import { useApp, useAppState } from '../app';
import styles from './Lab.module.css';
import { progressOf } from './progress';

interface Props {
  readonly experimentId: string;
  readonly plan: Plan;
  /** In words, for screen readers: there are many of these on the page */
  readonly name: string;
}

/** Starts an experiment, or puts it behind the one that is running; pauses it, goes on with it, discards its results. */
export function PlanControls({ experimentId, plan, name }: Props) {
  const app = useApp();
  const kept = useAppState((s) => s.lab.records[experimentId]);
  const isRunning = useAppState(
    ({ lab: { running } }) => running?.kind === 'plan' && running.experimentId === experimentId,
  );
  const isBusy = useAppState((s) => s.lab.running !== undefined);
  const waits = useAppState((s) => s.lab.queue.some((q) => q.experimentId === experimentId));
  const isDiscarded = useAppState((s) => s.lab.discarded?.experimentId === experimentId);
  const live = useAppState((s) =>
    isRunning ? s.lab.runs.find((r) => !r.result && !r.isDiverged && r.step > 0) : undefined,
  );
  // A plan that was changed begins anew, unless it only has more seeds.
  const record = kept && fits(kept, plan) ? kept : undefined;
  const { total, done, share, seconds } = progressOf(plan, record, live);
  const small = (words: string, onClick: () => void, label?: string) => (
    <button type="button" className="button small" onClick={onClick} aria-label={label}>
      {words}
    </button>
  );
  const undo = isDiscarded ? small('Undo', app.lab.undiscard) : undefined;
  const discard =
    record || isRunning
      ? small(isRunning ? 'Cancel' : 'Discard', () => app.lab.removePlan(experimentId))
      : undefined;
  if (isRunning) {
    return (
      <span className={styles.plan}>
        <progress value={share} aria-label={`Progress of ${name}`} />
        <span className="mono">
          {done} of {total}
          {seconds !== undefined && `, ${formatDuration(seconds)} left`}
        </span>
        {small('Pause', app.lab.stop)}
        {discard}
        {undo}
      </span>
    );
  }
  if (waits) {
    return (
      <span className={styles.plan}>
        waits for its turn
        {small('Take out', () => app.lab.unqueuePlan(experimentId))}
      </span>
    );
  }
  const left = total - done;
  const run = () => app.lab.runPlan(experimentId, plan);
  const again = () => {
    app.lab.removePlan(experimentId);
    run();
  };
  // Also of a run that was paused before it was done.
  const words = record ? `Go on · ${counted(left, 'run')} left` : `Run · ${counted(total, 'run')}`;
  return (
    <span className={styles.plan}>
      {discard}
      {undo}
      {left === 0 ? small('Run again', again) : small(`${isBusy ? 'Queue: ' : ''}${words}`, run)}
    </span>
  );
}
