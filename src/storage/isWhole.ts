import type { KeptRun } from './keptRun';

/**
 * Whether what came from the storage has the shape that the page relies on. A record may be damaged, or be changed by
 * hand: it is left where it is and not shown, so that it does not take the others with it.
 */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);

/** Whether it is an `OwnTextRecord`. */
export const isOwnText = (value: unknown): boolean =>
  isObject(value) && [value.name, value.text].every(isText) && isTextOrNone(value.key);

export function isKeptRun(value: unknown): value is KeptRun {
  if (!isObject(value)) return false;
  const { id, name, savedAt, step, text, settings, vocabulary, curves, exam } = value;
  return (
    [id, name].every(isText) &&
    [savedAt, step].every(Number.isFinite) &&
    isObject(text) &&
    isText(text.name) &&
    isObject(settings) &&
    isObject(vocabulary) &&
    Array.isArray(vocabulary.tokens) &&
    isObject(curves) &&
    [curves.train, curves.evals].every(Array.isArray) &&
    isObject(exam) &&
    [exam.losses, exam.right].every(ArrayBuffer.isView)
  );
}

/** Whether it is an `ExperimentRecord`. */
export const isExperiment = (value: unknown): boolean =>
  isObject(value) &&
  isObject(value.plan) &&
  Array.isArray(value.plan.arms) &&
  value.plan.arms.every(isObject) &&
  [value.base, value.results, value.diverged].every(isObject);
