import type { Problem } from '../protocol/problem';
import type { ListedFile, Subject, TakeawayEvent, TakeawayRequest } from '../takeaway/messages';
import { createTakeawayClient } from './workers';

/** What the worker could not do, why, and what to do now. */
export class TakeawayFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.what} ${problem.why}`);
    this.problem = problem;
  }
}

type Of<T extends TakeawayEvent['type']> = Extract<TakeawayEvent, { type: T }>;

/** The worker that makes files of runs and reads them, as promises. It does one thing at a time. */
export interface Takeaway {
  /** What is in the folder of a run. @throws TakeawayFailure, as do all of these */
  list(subject: Subject): Promise<readonly ListedFile[]>;
  /** @param onProgress told how far it has come, 0 to 1 */
  build(
    request: Extract<TakeawayRequest, { type: 'folder' | 'runs' }>,
    onProgress?: (fraction: number) => void,
  ): Promise<Of<'built'>>;
  /** Opens a file of runs, and reads the first of them. */
  open(file: Blob): Promise<Of<'run' | 'end'>>;
  /** The next run of that file. */
  next(): Promise<Of<'run' | 'end'>>;
  /** Ends the worker; what it was doing comes to nothing, and its promise never settles. The next question starts another. */
  end(): void;
}

export function createTakeaway(): Takeaway {
  let pending:
    | { readonly hear: (event: TakeawayEvent) => void; readonly fail: (problem: Problem) => void }
    | undefined;
  const client = createTakeawayClient(
    (event) => {
      if (event.type === 'failed') pending?.fail(event.problem);
      else pending?.hear(event);
    },
    ({ reason, atStart }) =>
      pending?.fail({
        kind: 'worker',
        what: `The worker that makes files ${atStart ? 'could not start' : 'stopped'}.`,
        why: `${reason}.`,
        advice: atStart
          ? 'Reload the page and try again.'
          : 'The browser may be short of memory: close other pages and try again.',
      }),
  );

  /** @param answerOf the answer in an event; undefined where it is none */
  const ask = <T>(
    request: TakeawayRequest,
    answerOf: (event: TakeawayEvent) => T | undefined,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      pending = {
        hear(event) {
          const answer = answerOf(event);
          if (answer !== undefined) resolve(answer);
        },
        fail: (problem) => reject(new TakeawayFailure(problem)),
      };
      client.post(request);
    });
  const runOf = (event: TakeawayEvent) =>
    event.type === 'run' || event.type === 'end' ? event : undefined;

  return {
    list: (subject) =>
      ask({ type: 'list', subject }, (event) =>
        event.type === 'listed' ? event.files : undefined,
      ),
    build: (request, onProgress) =>
      ask(request, (event) => {
        if (event.type === 'progress') onProgress?.(event.fraction);
        return event.type === 'built' ? event : undefined;
      }),
    open: (file) => ask({ type: 'open', file }, runOf),
    next: () => ask({ type: 'next' }, runOf),
    end() {
      pending = undefined;
      client.terminate();
    },
  };
}
