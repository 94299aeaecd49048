import type { BertConfig } from '../../model/config';
import type { TrainingState } from '../engine';
import type { HelperEvent, HelperRequest } from './helperMessages';

/** How long to wait for helpers, to start or for a few steps, s. A step takes a few seconds at most. */
const SILENCE_S = 30;

/** Calls `late` after so many seconds, counted in ticks, so that time in which the browser suspends the page does not count. */
function afterSilence(late: () => void): () => void {
  let ticks = 0;
  const timer = setInterval(() => {
    if (++ticks >= SILENCE_S) late();
  }, 1000);
  return () => clearInterval(timer);
}

export interface Team {
  /** To each helper, by rank - 1 */
  post(requests: (rank: number) => HelperRequest): void;
  /** Gives up on helpers where `work`, which waits for them, takes too long. */
  watch<R>(work: Promise<R>): Promise<R>;
  end(): void;
}

/** For whoever does not time them. Leaves a core to the page; beyond 8, the exchange takes longer than it saves. */
export function usualWorkers(cores = globalThis.navigator?.hardwareConcurrency ?? 1): number {
  return Math.max(1, Math.min(8, cores - 1));
}

/**
 * Starts `count` helpers (`startHelper` makes a worker that runs helper.ts), each with a copy of the model, and waits until all are ready. `onFailure` is told
 * once, when one ends or fails later. Returns the ports to them, by rank, for the exchange (exchange.ts).
 * Throws the reason where one cannot be started, or has no room for the model.
 */
export async function startTeam(
  count: number,
  start: {
    module: WebAssembly.Module;
    config: BertConfig;
    state: TrainingState;
    batchSize: number;
    sequenceLength: number;
  },
  onFailure: (reason: string) => void,
  startHelper: () => Worker,
): Promise<{ team: Team; ports: (MessagePort | undefined)[] }> {
  // ports[a][b]: what a holds to speak with b
  const size = count + 1;
  const ports: (MessagePort | undefined)[][] = Array.from({ length: size }, () => Array(size));
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const { port1, port2 } = new MessageChannel();
      ports[a]![b] = port1;
      ports[b]![a] = port2;
    }
  }
  const workers: Worker[] = [];
  let started = false;
  let ended = false;
  let failure: Error | undefined;
  const end = () => {
    ended = true;
    for (const worker of workers) worker.terminate();
    for (const port of ports[0]!) port?.close();
  };
  const lose = (reason: string) => {
    failure ??= new Error(reason);
    // Until all are ready, the caller gets an exception instead.
    if (!started || ended) return;
    end();
    onFailure(reason);
    for (const reject of waiting) reject(failure!);
  };
  const waiting = new Set<(error: Error) => void>();

  const startOne = (rank: number) =>
    new Promise<void>((resolve, reject) => {
      const worker = startHelper();
      workers.push(worker);
      const fail = (reason: string) => {
        reject(new Error(reason));
        lose(`Worker ${rank + 1} of ${size} stopped: ${reason}`);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || 'it could not be started');
      };
      worker.onmessageerror = () => fail('a message to it could not be read');
      const begin = () => {
        const own = ports[rank]!;
        const request: HelperRequest = { type: 'begin', ...start, rank, ports: own };
        worker.postMessage(
          request,
          own.filter((port) => port !== undefined),
        );
      };
      worker.onmessage = ({ data }: MessageEvent<HelperEvent>) => {
        if (data.type === 'here') begin();
        else if (data.type === 'ready') resolve();
        else fail(data.reason);
      };
    });
  let stopWaiting = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    stopWaiting = afterSilence(() => reject(new Error(`no worker in ${SILENCE_S} s`)));
  });
  try {
    const all = Promise.all(Array.from({ length: count }, (_, i) => startOne(i + 1)));
    await Promise.race([all, tooLate]);
    if (failure) throw failure; // Ready once, and lost while the others started
  } catch (error) {
    end();
    throw error;
  } finally {
    stopWaiting();
  }
  started = true;

  const team: Team = {
    post(requests) {
      if (ended) return;
      workers.forEach((worker, i) => {
        worker.postMessage(requests(i + 1));
      });
    },
    watch(work) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        const stop = afterSilence(() => lose(`A worker has not answered for ${SILENCE_S} s.`));
        work.then(resolve, reject).finally(() => {
          stop();
          waiting.delete(reject);
        });
      });
    },
    end,
  };
  return { team, ports: ports[0]! };
}
