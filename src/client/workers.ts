import { nameForWorker } from '../base/embedded';
import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';
import type { TextEvent, TextRequest } from '../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { UsesEvent, UsesRequest } from '../protocol/uses';
import type { WordExamEvent, WordExamRequest } from '../protocol/wordExam';
import type { WorkerName } from '../protocol/workers';
import type { TakeawayEvent, TakeawayRequest } from '../takeaway/messages';

/** What the page uses to talk to a worker. */
export interface WorkerClient<Request> {
  /** Sends a request; the first one starts the worker. */
  post(request: Request): void;
  /** Stops the worker at once; the next `post` starts a new one. */
  terminate(): void;
}

/** The training worker. */
export interface TrainerClient extends WorkerClient<TrainerRequest> {
  /**
   * The next `post` starts a new worker. The present one is ended once it has handed over the run that it was asked to
   * keep.
   */
  retire(runId: number): void;
}

/** How a worker died. */
export interface Death {
  /** What the browser says about it */
  readonly reason: string;
  /** Whether it died before its first answer: then its script or the browser is at fault, not the request */
  readonly atStart: boolean;
  /** Whether it was ended because it said nothing any more */
  readonly hangs?: boolean;
}

/** A worker that is to end may take so long to say its last, ms. */
const PATIENCE_MS = 20_000;

/** A worker asks how smooth the page is while it works (`frames.ts`). */
interface FrameWatch {
  readonly type: 'watchFrames';
  readonly port: MessagePort;
}
const isFrameWatch = (event: unknown): event is FrameWatch =>
  (event as FrameWatch).type === 'watchFrames';

/**
 * A worker that starts with the first message to it. `onDeath` is called when it cannot be started, or dies of an error
 * that it did not catch.
 */
function createClient<Request, Event>(
  name: WorkerName,
  onEvent: (event: Event) => void,
  onDeath: (death: Death) => void,
) {
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
    post(request: Request) {
      if (!worker) {
        answered = false;
        try {
          worker = new Worker(new URL('../worker/main.ts', import.meta.url), {
            type: 'module',
            name: nameForWorker(name),
          });
        } catch (error) {
          die(String(error)); // The browser does not run module workers.
          return;
        }
        worker.onmessage = (event: MessageEvent<Event | FrameWatch>) => {
          answered = true;
          const { data } = event;
          if (isFrameWatch(data)) {
            const hopeless = () => {}; // The worker goes on without an answer.
            import('./frames').then((of) => of.watchFrames(data.port), hopeless);
          } else onEvent(data as Event);
        };
        worker.onerror = (event) => die(event.message || 'Its script could not be loaded');
        worker.onmessageerror = () => die('A message from it could not be read');
      }
      worker.postMessage(request);
    },
    terminate,
    /** Ends the worker once it has said something `last`, has died or has taken too long. */
    retire(isLast: (event: Event) => boolean, onEnd: () => void) {
      const old = worker;
      worker = undefined;
      if (!old) return;
      const end = () => {
        clearTimeout(late);
        old.terminate();
        onEnd();
      };
      const late = setTimeout(end, PATIENCE_MS);
      old.onmessage = ({ data }: MessageEvent<Event>) => {
        onEvent(data);
        if (isLast(data)) end();
      };
      old.onerror = end;
      old.onmessageerror = end;
    },
  };
}

/** @param onRetired told of the run that a retired worker had, once that worker has ended */
export function createTrainerClient(
  onEvent: (event: TrainerEvent) => void,
  onDeath: (death: Death) => void,
  onRetired: (runId: number) => void,
): TrainerClient {
  const { retire, ...client } = createClient<TrainerRequest, TrainerEvent>(
    'cloze-trainer',
    onEvent,
    onDeath,
  );
  return {
    ...client,
    retire(runId) {
      const isLast = (event: TrainerEvent) => event.type === 'kept' && event.runId === runId;
      retire(isLast, () => onRetired(runId));
    },
  };
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

/** The worker that makes files of runs and reads them; whoever has what they asked for ends it. */
export function createTakeawayClient(
  onEvent: (event: TakeawayEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<TakeawayRequest> {
  return createClient('cloze-takeaway', onEvent, onDeath);
}

/** The worker that compares models by whole words; it answers once. */
export function createWordExamClient(
  onEvent: (event: WordExamEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<WordExamRequest> {
  return createClient('cloze-wordexam', onEvent, onDeath);
}

/** The worker that holds the models of the uses. */
export function createUsesClient(
  onEvent: (event: UsesEvent) => void,
  onDeath: (death: Death) => void,
): WorkerClient<UsesRequest> {
  return createClient('cloze-uses', onEvent, onDeath);
}
