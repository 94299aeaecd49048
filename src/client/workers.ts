import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';
import type { TextEvent, TextRequest } from '../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';

/** The page's side of a worker. */
export interface WorkerClient<Request> {
  post(request: Request): void;
  /** Ends the worker and whatever it does; the next `post` starts a new one. */
  terminate(): void;
}

/** The end of a worker. */
export interface Death {
  /** What the browser says of it; it may say nothing */
  readonly reason: string;
  /** Whether it never answered: then it is its script, or the browser, that is at fault, not what it was asked */
  readonly atStart: boolean;
}

/**
 * A worker that starts with its first message. `onDeath` is told when it dies of an error that it
 * did not catch, or cannot be started.
 */
function createClient<Request, Event>(
  start: () => Worker,
  onEvent: (event: Event) => void,
  onDeath: (death: Death) => void,
): WorkerClient<Request> {
  let worker: Worker | undefined;
  let answered = false;
  const terminate = () => {
    worker?.terminate();
    worker = undefined;
  };
  const die = (reason: string) => {
    terminate();
    onDeath({ reason, atStart: !answered });
  };
  return {
    post(request) {
      if (!worker) {
        answered = false;
        try {
          worker = start();
        } catch (error) {
          die(String(error)); // the browser runs no such workers
          return;
        }
        worker.onmessage = (event: MessageEvent<Event>) => {
          answered = true;
          onEvent(event.data);
        };
        worker.onerror = (event) => die(event.message || 'Its script could not be loaded');
        worker.onmessageerror = () => die('A message from it could not be read');
      }
      worker.postMessage(request);
    },
    terminate,
  };
}

export function createTrainerClient(
  onEvent: (event: TrainerEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<TrainerRequest> {
  const start = () =>
    new Worker(new URL('../worker/trainer.ts', import.meta.url), {
      type: 'module',
      name: 'cloze-trainer',
    });
  return createClient<TrainerRequest, TrainerEvent>(start, onEvent, onDeath);
}

export function createTextClient(
  onEvent: (event: TextEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<TextRequest> {
  const start = () =>
    new Worker(new URL('../worker/texts.ts', import.meta.url), {
      type: 'module',
      name: 'cloze-texts',
    });
  return createClient<TextRequest, TextEvent>(start, onEvent, onDeath);
}

export function createExperimentsClient(
  onEvent: (event: ExperimentsEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<ExperimentsRequest> {
  const start = () =>
    new Worker(new URL('../worker/experiments.ts', import.meta.url), {
      type: 'module',
      name: 'cloze-lab',
    });
  return createClient<ExperimentsRequest, ExperimentsEvent>(start, onEvent, onDeath);
}
