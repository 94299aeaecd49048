import { reasonOf, sentence } from '../../base/words';
import { backendName } from '../../config/choices';
import type { Backend, Settings } from '../../config/settings';
import type { EngineFailure } from '../../engine/engine';
import { NotAModel } from '../../interop/opening/notAModel';
import type { Problem } from '../../protocol/problem';
import { NotFiniteError } from '../../uses/finite';
import { PlayError } from '../../uses/use';

/** What cannot be done, in the page's words. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.what} ${problem.why}`);
    this.problem = problem;
  }
}

/** The engine has failed; nothing that it says counts any more. */
export const lost = (backend: Backend, { kind, reason }: EngineFailure) =>
  new Refusal({
    kind: 'device-lost',
    what:
      kind === 'out-of-memory'
        ? `The ${backendName(backend)} device ran out of memory.`
        : `The ${backendName(backend)} device was lost.`,
    why: sentence(reason),
    advice:
      'Ask again: that starts it anew. If it fails once more, choose another backend under Training.',
  });

/** No engine can be started. */
export const noEngine = (wanted: Settings['backend'], error: unknown) =>
  new Refusal({
    kind: 'backend',
    what: `Models cannot run on ${wanted === 'auto' ? 'any backend' : backendName(wanted)} here.`,
    why: reasonOf(error),
    advice: 'Choose another backend under Training. WASM runs nearly everywhere.',
  });

/**
 * An error as the page says it.
 *
 * @param what happened, where the error does not say: "The model could not be asked."
 */
export function problemOf(error: unknown, what: string): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof PlayError) {
    return { kind: 'settings', what: error.message, why: '', advice: '' };
  }
  if (error instanceof NotFiniteError) {
    return {
      kind: 'not-finite',
      what: 'The loss is not a number any more.',
      why: `At step ${error.step} the numbers in the model grew too large.`,
      advice: 'Train again with another seed.',
    };
  }
  if (error instanceof NotAModel) {
    const { why, advice } = error;
    return { kind: 'worker', what: `${what} ${error.what}`, why, advice };
  }
  return {
    ...{ kind: 'worker', what, why: reasonOf(error) },
    advice: 'Try again. If that does not help, reload the page.',
  };
}
