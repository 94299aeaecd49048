import type { Interval } from '../../base/bootstrap';
import type { KeptRun } from '../../storage/keptRun';

/** "[2.31, 2.60]": the ends of a 95 % interval. */
export const range = ({ low, high }: Interval, format: (value: number) => string): string =>
  `[${format(low)}, ${format(high)}]`;

/** About three figures: a perplexity of 1024, 18.4 or 2.31. */
export const formatPerplexity = (value: number): string =>
  value < 9.995 ? value.toFixed(2) : value.toFixed(value < 99.95 ? 1 : 0);

/**
 * The step at which a run sat its exam, where it has trained on since: one that saved itself between two sittings.
 * Undefined where the exam is of its last step.
 */
export function examStepOf({ curves, step, exam }: Pick<KeptRun, 'curves' | 'step' | 'exam'>) {
  const last = curves.evals.at(-1);
  return last && last.step < step && last.loss === exam.loss ? last.step : undefined;
}
