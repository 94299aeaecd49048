import { isExam } from '../../../config/moments';
import type { TrainPoint } from '../../../protocol/run';
import { lastStep } from '../../playground/selectors';
import type { RunData } from '../../playground/state';
import { type SentRun, sentDigits } from './replay';

/** Points of each of the two curves that a link has at most. */
const POINTS = 12;

/**
 * Some of a curve's points, the last among them: closer together early on, where a curve falls fast and two that part do so
 * first. Their steps come from the steps that there are, so equal runs choose equal ones.
 */
export function some<P extends { readonly step: number }>(points: readonly P[]): P[] {
  const last = points.at(-1)?.step ?? 0;
  const wanted = Array.from({ length: POINTS }, (_, i) => last * (i / (POINTS - 1)) ** 2);
  const chosen = wanted.flatMap((step) => points.find((point) => point.step >= step) ?? []);
  return [...new Set(chosen)];
}

/** Points of single steps: of a long run, older points of the curve are means of several (`playground/curves.ts`). */
export const singleSteps = (train: readonly TrainPoint[]): (TrainPoint & { loss: number })[] =>
  train.flatMap(({ loss, ...point }, i) =>
    loss !== undefined && point.step - (train[i - 1]?.step ?? 0) === 1 ? [{ ...point, loss }] : [],
  );

/**
 * What a link has of a run's curves. Of the exams those that every run of this length sits: one more is sat wherever a run
 * is stopped.
 */
export function sentCurves(
  run: Pick<RunData, 'train' | 'evals' | 'step' | 'aside'>,
  maxSteps: number,
): Pick<SentRun, 'train' | 'evals'> {
  const end = lastStep(run);
  const pairs = (points: readonly { readonly step: number; readonly loss: number }[]) =>
    some(points.filter(({ step }) => step <= end)).map(({ step, loss }): [number, number] => [
      step,
      sentDigits(loss),
    ]);
  return {
    train: pairs(singleSteps(run.train)),
    evals: pairs(run.evals.filter(({ step }) => isExam(step, maxSteps))),
  };
}
