import { formatDuration } from '../../base/format';
import { counted } from '../../base/words';
import type { Plan } from '../../config/experiments';
import { fits } from '../../storage/experiments';
import { useApp, useAppState } from '../app';
import styles from './PlanControls.module.css';
import { progressOf } from './progress';

interface Props {
  readonly experimentId: string;
  readonly plan: Plan;
  /** In words, for screen readers: there are many of these on the page */
  readonly name: string;
}

/** Starts, queues, pauses or resumes an experiment, or discards its results. */
export function PlanControls({ experimentId, plan, name }: Props) {
  const app = useApp();
  const kept = useAppState((s) => s.experiments.records[experimentId]);
  const isRunning = useAppState(
    ({ experiments: { running } }) =>
      running?.kind === 'plan' && running.experimentId === experimentId,
  );
  const isBusy = useAppState((s) => s.experiments.running !== undefined);
  const waits = useAppState((s) =>
    s.experiments.queue.some((q) => q.experimentId === experimentId),
  );
  const isDiscarded = useAppState((s) => s.experiments.discarded?.experimentId === experimentId);
  const live = useAppState((s) =>
    isRunning
      ? s.experiments.runs.find((r) => !r.result && !r.isDiverged && r.step > 0)
      : undefined,
  );
  // A changed plan starts over, unless it only has more seeds.
  const record = kept && fits(kept, plan) ? kept : undefined;
  const { total, done, share, seconds } = progressOf(plan, record, live);
  const small = (words: string, onClick: () => void, label?: string) => (
    <button type="button" className="button small" onClick={onClick} aria-label={label}>
      {words}
    </button>
  );
  const undo = isDiscarded ? small('Undo', app.experiments.undiscard) : undefined;
  const discard =
    record || isRunning
      ? small(isRunning ? 'Cancel' : 'Discard', () => app.experiments.removePlan(experimentId))
      : undefined;
  if (isRunning) {
    return (
      <span className={styles.plan}>
        <progress value={share} aria-label={`Progress of ${name}`} />
        <span className="mono">
          {done} of {total}
          {seconds !== undefined && `, ${formatDuration(seconds)} left`}
        </span>
        {small('Pause', app.experiments.stop)}
        {discard}
        {undo}
      </span>
    );
  }
  if (waits) {
    return (
      <span className={styles.plan}>
        queued
        {small('Take out', () => app.experiments.unqueuePlan(experimentId))}
      </span>
    );
  }
  const left = total - done;
  const run = () => app.experiments.runPlan(experimentId, plan);
  const again = () => {
    app.experiments.removePlan(experimentId);
    run();
  };
  // "Go on" also after the first run was paused midway.
  const words = record ? `Go on · ${counted(left, 'run')} left` : `Run · ${counted(total, 'run')}`;
  const start = `${isBusy ? 'Queue: ' : ''}${words}`;
  return (
    <span className={styles.plan}>
      {discard}
      {undo}
      {left === 0
        ? small('Run again', again, `Run again: ${name}`)
        : small(start, run, `${start}: ${name}`)}
    </span>
  );
}
