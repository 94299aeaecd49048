import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';
import type { TextEvent, TextRequest } from '../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { WorkerName } from '../protocol/workers';

/** What the page uses to talk to a worker. */
export interface WorkerClient<Request> {
  /** Sends a request; the first one starts the worker. */
  post(request: Request): void;
  /** Stops the worker at once; the next `post` starts a new one. */
  terminate(): void;
}

/** How a worker died. */
export interface Death {
  /** What the browser says about it */
  readonly reason: string;
  /** Whether it died before its first answer: then its script or the browser is at fault, not the request */
  readonly atStart: boolean;
}

/**
 * A worker that starts with the first message to it. `onDeath` is called when it cannot be started, or dies of an error
 * that it did not catch.
 */
function createClient<Request, Event>(
  name: WorkerName,
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
          worker = new Worker(new URL('../worker/main.ts', import.meta.url), {
            type: 'module',
            name,
          });
        } catch (error) {
          die(String(error)); // The browser does not run module workers.
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
  return createClient('cloze-trainer', onEvent, onDeath);
}

export function createTextClient(
  onEvent: (event: TextEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<TextRequest> {
  return createClient('cloze-texts', onEvent, onDeath);
}

export function createExperimentsClient(
  onEvent: (event: ExperimentsEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<ExperimentsRequest> {
  return createClient('cloze-experiments', onEvent, onDeath);
}
