import { type ExperimentRecord, runIdOf } from '../../../storage/experiments';
import { armFloors, inScope } from '../../../store/experiments/conclusions/verdict';
import type { Scope } from '../../../store/experiments/state';
import { planName } from '../planName';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

const figure = (value: number | undefined) => value?.toFixed(5) ?? '';

const HEADER = [
  ...['value', 'seed', 'accuracy', 'loss_nats', 'steps', 'seconds'],
  ...['setting', 'language', 'blanks', 'blanks_counted', 'best_accuracy', 'best_loss_nats'],
  ...['probe_accuracy', 'probe_items'],
];

/**
 * One row per run, which can be read by itself: value, seed, exam accuracy and loss over the
 * blanks in scope, steps, seconds; setting, language, which blanks are counted and how many, the best that can be
 * expected there of what the arm sees (empty where it is not known), and what a probe got right of how many items
 * (empty where there is none). Of a run that diverged the last good step.
 */
export function tableOf(record: ExperimentRecord, scope: Scope, setting: string): string[][] {
  const { plan, exam } = record;
  const counted = inScope(exam, scope);
  const blanks = scope === 'telling' && exam?.tellingFloors ? 'telling' : 'all';
  const best = (['accuracy', 'loss'] as const).map((measure) => armFloors(record, measure, scope));
  const rows = plan.arms.flatMap(({ label }, arm) =>
    Array.from({ length: plan.seeds }, (_, seed) => {
      const result = record.results[runIdOf(arm, seed)];
      const diverged = record.diverged[runIdOf(arm, seed)];
      const asked = result?.right ?? exam?.telling;
      const about = [
        ...[setting, planName(plan), blanks],
        ...[asked ? `${counted(asked).length}` : '', ...best.map((floors) => figure(floors[arm]))],
      ];
      const run = [label, `${seed + 1}`];
      if (diverged !== undefined) {
        return [...run, 'NaN', 'NaN', `${diverged}`, '', ...about, '', ''];
      }
      if (!result) return undefined;
      const { right, losses, probe, step, seconds } = result;
      return [
        ...[...run, ...[right, losses].map((v) => figure(mean(counted(v))))],
        ...[`${step}`, seconds.toFixed(1), ...about],
        ...(probe ? [figure(mean(probe)), `${probe.length}`] : ['', '']),
      ];
    }).filter((row) => row !== undefined),
  );
  return [HEADER, ...rows];
}
