import { type Arm, baseOf, type Plan } from '../../config/experiments';
import { parameterCount } from '../../config/size';
import { type ExperimentRecord, isDone, runIdOf } from '../../storage/experiments';
import type { ExperimentRunView } from '../../store/experiments/state';

/** About how many words a language has: few beside the layers' parameters. */
const WORDS = 64;

/** What a run costs, in arbitrary units: its steps times the size of its model. */
const costOf = ({ settings }: Arm, { text, maxSteps }: Pick<Plan, 'text' | 'maxSteps'>) =>
  (settings.maxSteps ?? maxSteps) *
  parameterCount({ ...baseOf({ text }), ...settings }, text?.settings.vocabSize ?? WORDS);

/** How much of a plan is done, the present run included, and the seconds that are left. */
export function progressOf(
  { arms, seeds, maxSteps, text }: Plan,
  record: ExperimentRecord | undefined,
  live?: Pick<ExperimentRunView, 'id' | 'step' | 'seconds' | 'settings'>,
) {
  let [total, done, cost, spentCost, spent] = [0, 0, 0, 0, 0];
  for (const [a, arm] of arms.entries()) {
    for (let seed = 0; seed < seeds; seed++) {
      const id = runIdOf(a, seed);
      const own = costOf(arm, { text, maxSteps });
      total++;
      if (record && isDone(record, id)) {
        done++;
        const { seconds } = record.results[id] ?? {};
        if (seconds === undefined) continue; // it ended early: how long it took tells nothing
        spent += seconds;
        spentCost += own;
      } else if (live?.id === id) {
        spent += live.seconds;
        spentCost += (own * live.step) / live.settings.maxSteps;
      }
      cost += own;
    }
  }
  const share = cost === 0 ? 1 : spentCost / cost;
  // A little of the first run must be done before the rest can be estimated.
  const seconds = share * total > 0.02 ? (spent / spentCost) * (cost - spentCost) : undefined;
  return { total, done, share, seconds };
}
