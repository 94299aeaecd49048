import { reasonOf } from '../../base/words';
import { UsesFailure } from '../../client/uses';
import type { Problem } from '../../protocol/problem';

/** What went wrong with the uses, why, and what to do now. */
export const problemOf = (error: unknown): Problem =>
  error instanceof UsesFailure
    ? error.problem
    : {
        kind: 'worker',
        what: 'The model could not be asked.',
        why: reasonOf(error),
        advice: 'Reload the page and try again.',
      };
