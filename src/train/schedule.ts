import type { Settings } from '../config/settings';

/**
 * Learning rate of the step with 0-based number `step`: linear warm-up to `learningRate`, then
 * linear decay to 0 at `maxSteps` (Devlin et al. 2019). One step ahead of Hugging Face's
 * `get_linear_schedule_with_warmup`, whose first step has rate 0: here the first step learns.
 * A warm-up at least as long as the run would leave no time to learn; it is cut to a tenth of it.
 */
export function learningRateAt(
  step: number,
  { learningRate, warmupSteps, maxSteps }: Settings,
): number {
  const warmup = warmupSteps < maxSteps ? warmupSteps : Math.floor(maxSteps / 10);
  const at = step + 1;
  if (at <= warmup) return (learningRate * at) / warmup;
  return (learningRate * Math.max(0, maxSteps - step)) / (maxSteps - warmup);
}
