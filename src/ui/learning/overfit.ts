import type { EvalPoint } from '../../protocol/run';

/** Nats above the lowest held-out loss that 400 blanks do not show by chance alone. */
const CLEAR = 0.15;

/**
 * The exam at which the held-out loss was lowest, where it has clearly risen since: from there on the
 * model learned its text by heart. Undefined where it has not.
 */
export function overfitSince(evals: readonly EvalPoint[]): EvalPoint | undefined {
  const last = evals.at(-1);
  if (!last) return undefined;
  const best = evals.reduce((a, b) => (b.loss < a.loss ? b : a));
  return last.loss - best.loss > CLEAR ? best : undefined;
}
