import type { TaskAnswer, TaskMessage } from './worker';

/** A task's result and how long the page waited for it, ms, including the start of a new worker. */
export interface Timed {
  readonly result: unknown;
  readonly milliseconds: number;
}

const workers = new Map<string, Worker>();
let lastId = 0;

/** Gives a task to the worker of that name; a new name starts a new worker. */
function run(name: string, task: string, input: unknown): Promise<Timed> {
  const began = performance.now();
  let worker = workers.get(name);
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    workers.set(name, worker);
  }
  const running = worker;
  const message: TaskMessage = { id: ++lastId, task, input };
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const { signal } = end;
    const answered = ({ data }: MessageEvent<TaskAnswer>) => {
      if (data.id !== message.id) return;
      end.abort();
      if ('error' in data) reject(new Error(data.error));
      else resolve({ result: data.result, milliseconds: performance.now() - began });
    };
    const broken = (event: Event) => {
      end.abort();
      reject(new Error(event instanceof ErrorEvent ? event.message : 'the worker did not load'));
    };
    running.addEventListener('message', answered, { signal });
    running.addEventListener('error', broken, { signal });
    running.postMessage(message);
  });
}

function close(name: string): void {
  workers.get(name)?.terminate();
  workers.delete(name);
}

/** Bytes in use by the page and its workers, without what JavaScript can no longer reach. */
async function heap(): Promise<number> {
  const scope = performance as {
    measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
  };
  if (!scope.measureUserAgentSpecificMemory) throw new Error('this browser does not tell');
  return (await scope.measureUserAgentSpecificMemory()).bytes;
}

export interface Bench {
  readonly run: typeof run;
  readonly close: typeof close;
  readonly heap: typeof heap;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = { run, close, heap };
