import { WORSE_BY } from '../../config/best';
import type { EvalPoint } from '../../protocol/run';
import { presentExam, wentBack } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';

/** Nats above the lowest held-out loss that 400 blanks do not show by chance alone. */
const CLEAR = 0.15;

/** The best moment of a run that has come to a worse one since. */
export interface BestMoment {
  /** The exam with the lowest held-out loss */
  readonly best: EvalPoint;
  /** The newest exam of the run */
  readonly last: EvalPoint;
  /** How far the loss has risen since, nats */
  readonly rise: number;
  /** Whether that is more than chance: from the best step on the model learned its text by heart */
  readonly isClear: boolean;
  /** Whether the model went back there */
  readonly isBack: boolean;
  /** Whether the model can go back there */
  readonly canGo: boolean;
}

/** Exams since the context last changed: losses of two contexts cannot be compared. Nothing was learned at step 0. */
function comparable(evals: readonly EvalPoint[]): readonly EvalPoint[] {
  const context = evals.at(-1)?.context;
  const from = evals.findLastIndex((point) => point.context !== context) + 1;
  return evals.slice(from).filter(({ step }) => step > 0);
}

/** The best moment of `run`, where the run came to a worse one after it; undefined where it did not. */
export function bestMoment(run: Pick<RunData, 'step' | 'evals' | 'aside'>): BestMoment | undefined {
  const points = comparable(run.evals);
  const isBack = wentBack(run);
  const present = presentExam({ ...run, evals: points });
  const last = isBack ? points.at(-1) : present;
  if (!present || !last) return undefined;
  const best = isBack ? present : points.reduce((a, b) => (b.loss < a.loss ? b : a));
  const rise = last.loss - best.loss;
  if (!isBack && rise < WORSE_BY) return undefined;
  return { best, last, rise, isClear: rise > CLEAR, isBack, canGo: run.aside === best.step };
}
