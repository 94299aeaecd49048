import { formatDuration } from '../../base/format';
import type { Plan } from '../../config/lab';
import { useApp, useAppState } from '../app';

/** Starts an experiment, pauses it, goes on with it, or runs it again. */
export function PlanButton({ experimentId, plan }: { experimentId: string; plan: Plan }) {
  const app = useApp();
  const record = useAppState((s) => s.lab.records[experimentId]);
  const running = useAppState(
    ({ lab: { running, experiment } }) =>
      running && experiment?.kind === 'plan' && experiment.experimentId === experimentId,
  );
  // A plan that was changed begins anew.
  const same = record !== undefined && JSON.stringify(record.plan) === JSON.stringify(plan);
  const results = same ? Object.values(record.results) : [];
  const total = plan.arms.length * plan.seeds;
  const left = total - results.length;
  if (running) {
    const each = results.reduce((sum, { seconds }) => sum + seconds, 0) / results.length;
    return (
      <button type="button" className="button small" onClick={app.lab.stop}>
        Pause · {results.length} of {total}
        {results.length > 0 && `, ${formatDuration(each * left)} left`}
      </button>
    );
  }
  const unfinished = results.length > 0 && left > 0;
  const words = unfinished ? `Go on · ${left} runs left` : `Run · ${total} runs`;
  return (
    <button
      type="button"
      className="button small"
      onClick={() => void app.lab.runPlan(experimentId, plan, !unfinished)}
    >
      {left === 0 ? 'Run again' : words}
    </button>
  );
}
