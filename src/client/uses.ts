import type { Problem } from '../protocol/problem';
import type {
  Answer,
  UseAbout,
  UseResults,
  UsesEvent,
  UsesRequest,
  UseText,
  Values,
} from '../protocol/uses';
import { createUsesClient, type Death, type WorkerClient } from './workers';

/** What the worker could not do, why, and what to do now. */
export class UsesFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.what} ${problem.why}`);
    this.problem = problem;
  }
}

type Asked<T extends UsesRequest['type']> = Omit<Extract<UsesRequest, { type: T }>, 'type' | 'id'>;
type Said<T extends UsesEvent['type']> = Extract<UsesEvent, { type: T }>;

/** Each of several kinds of request without its id. */
type Unnumbered<R> = R extends unknown ? Omit<R, 'id'> : never;

/** Told how far it has come, 0 to 1. */
type OnProgress = (fraction: number) => void;

/** The worker of the uses, as promises. @throws UsesFailure, as do all of these */
export interface UsesWorker {
  list(): Promise<readonly UseAbout[]>;
  results(use: string): Promise<UseResults | undefined>;
  example(use: string, at: number, text?: UseText): Promise<Values>;
  /** A newer call may end older ones: their promises never settle. */
  play(request: Asked<'play'>, onProgress: OnProgress): Promise<Answer>;
  exam(request: Asked<'exam'>, onProgress: OnProgress): Promise<Said<'sat'>>;
  train(
    request: Asked<'train'>,
    onTraining: (event: Said<'training'>) => void,
  ): Promise<Said<'trained'>>;
  /** Ends the training: `train` then resolves with what there is. */
  stop(): void;
}

/** How the worker is reached */
type Connect = (
  onEvent: (event: UsesEvent) => void,
  onDeath: (death: Death) => void,
) => Pick<WorkerClient<UsesRequest>, 'post'>;

interface Waiting {
  readonly hear: (event: UsesEvent) => void;
  readonly fail: (problem: Problem) => void;
}

/** The worker that holds the models of the uses; it starts with the first question. */
export function createUsesWorker(connect: Connect = createUsesClient): UsesWorker {
  const waiting = new Map<number, Waiting>();
  let newest = 0;
  const client = connect(
    (event) => {
      const one = waiting.get(event.id);
      if (event.type === 'failed') one?.fail(event.problem);
      else one?.hear(event);
    },
    ({ reason, atStart }) => {
      const problem: Problem = {
        kind: 'worker',
        what: `The worker that runs the uses ${atStart ? 'could not start' : 'stopped'}.`,
        why: `${reason}.`,
        advice: atStart
          ? 'Reload the page and try again.'
          : 'The browser may be short of memory: close other pages, then ask again.',
      };
      for (const one of [...waiting.values()]) one.fail(problem);
    },
  );

  /** @param answerOf the answer in an event; undefined where it is none */
  const ask = <T>(
    request: Unnumbered<Exclude<UsesRequest, { type: 'stop' }>>,
    answerOf: (event: UsesEvent) => T | undefined,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++newest;
      waiting.set(id, {
        hear(event) {
          const answer = answerOf(event);
          if (answer === undefined) return;
          waiting.delete(id);
          resolve(answer);
        },
        fail(problem) {
          waiting.delete(id);
          reject(new UsesFailure(problem));
        },
      });
      client.post({ ...request, id } as UsesRequest);
    });

  return {
    list: () => ask({ type: 'list' }, (e) => (e.type === 'listed' ? e.uses : undefined)),
    results: async (use) => {
      const said = await ask({ type: 'results', use }, (e) =>
        e.type === 'results' ? e : undefined,
      );
      return said.results;
    },
    example: (use, at, text) =>
      ask({ type: 'example', use, at, text }, (e) => (e.type === 'example' ? e.values : undefined)),
    play: (request, onProgress) =>
      ask({ type: 'play', ...request }, (e) => {
        if (e.type === 'progress') onProgress(e.fraction);
        return e.type === 'played' ? e.answer : undefined;
      }),
    exam: (request, onProgress) =>
      ask({ type: 'exam', ...request }, (e) => {
        if (e.type === 'progress') onProgress(e.fraction);
        return e.type === 'sat' ? e : undefined;
      }),
    train: (request, onTraining) =>
      ask({ type: 'train', ...request }, (e) => {
        if (e.type === 'training') onTraining(e);
        return e.type === 'trained' ? e : undefined;
      }),
    stop: () => client.post({ type: 'stop' }),
  };
}
