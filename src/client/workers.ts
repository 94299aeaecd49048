import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';
import type { TextEvent, TextRequest } from '../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { WorkerName } from '../protocol/workers';

/** The page's side of a worker. */
export interface WorkerClient<Request> {
  /** Sends a request; the first one starts the worker. */
  post(request: Request): void;
  /** Ends the worker and whatever it does; the next `post` starts a new one. */
  terminate(): void;
}

/** Why a worker died, and when. */
export interface Death {
  /** The browser's words, if it says anything */
  readonly reason: string;
  /** It died before its first message: the fault is in its script or in the browser, not in the request */
  readonly atStart: boolean;
}

/**
 * A worker that starts with its first request. `onDeath` is called when the worker cannot be started, or
 * when it dies of an error that it did not catch.
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
          die(String(error)); // This browser has no module workers.
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
