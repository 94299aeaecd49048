import type { LabEvent, LabRequest } from '../protocol/lab';
import type { TrainerEvent, TrainerRequest } from '../protocol/messages';
import type { TextEvent, TextRequest } from '../protocol/texts';

/** The page's side of a worker. */
export interface WorkerClient<Request> {
  post(request: Request): void;
  /** Ends the worker and whatever it does; the next `post` starts a new one. */
  terminate(): void;
}

/**
 * A worker that starts with its first message. `onDeath` is told when it dies of an error that it
 * did not catch, or cannot be started.
 */
function createClient<Request, Event>(
  start: () => Worker,
  onEvent: (event: Event) => void,
  onDeath: (reason: string) => void,
): WorkerClient<Request> {
  let worker: Worker | undefined;
  const terminate = () => {
    worker?.terminate();
    worker = undefined;
  };
  const die = (reason: string) => {
    terminate();
    onDeath(reason);
  };
  return {
    post(request) {
      if (!worker) {
        worker = start();
        worker.onmessage = (event: MessageEvent<Event>) => onEvent(event.data);
        worker.onerror = (event) => die(event.message || 'its script could not be loaded');
        worker.onmessageerror = () => die('a message could not be read');
      }
      worker.postMessage(request);
    },
    terminate,
  };
}

export function createTrainerClient(
  onEvent: (event: TrainerEvent) => void,
  onDeath: (reason: string) => void,
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
  onDeath: (reason: string) => void,
): WorkerClient<TextRequest> {
  const start = () =>
    new Worker(new URL('../worker/texts.ts', import.meta.url), {
      type: 'module',
      name: 'cloze-texts',
    });
  return createClient<TextRequest, TextEvent>(start, onEvent, onDeath);
}

export function createLabClient(
  onEvent: (event: LabEvent) => void,
  onDeath: (reason: string) => void,
): WorkerClient<LabRequest> {
  const start = () =>
    new Worker(new URL('../worker/lab.ts', import.meta.url), { type: 'module', name: 'cloze-lab' });
  return createClient<LabRequest, LabEvent>(start, onEvent, onDeath);
}
