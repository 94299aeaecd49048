import { beforeEach, expect, it, vi } from 'vitest';
import {
  createExperimentsClient,
  createTextClient,
  createTrainerClient,
  type Death,
} from './workers';

/** All that were started, in order. */
const started: StubWorker[] = [];
class StubWorker {
  onmessage?: (event: { data: object }) => void;
  onerror?: (event: { message: string }) => void;
  onmessageerror?: () => void;
  readonly asked: object[] = [];
  isEnded = false;
  readonly url: URL;
  readonly options: WorkerOptions;
  constructor(url: URL, options: WorkerOptions) {
    this.url = url;
    this.options = options;
    started.push(this);
  }
  postMessage(request: object) {
    this.asked.push(request);
  }
  terminate() {
    this.isEnded = true;
  }
}

beforeEach(() => {
  started.length = 0;
  vi.stubGlobal('Worker', StubWorker);
  return () => vi.unstubAllGlobals();
});

function setUp() {
  const deaths: Death[] = [];
  const events: object[] = [];
  const client = createTextClient(
    (event) => events.push(event),
    (death) => deaths.push(death),
  );
  return { client, deaths, events, ask: () => client.post({ type: 'cancel' }) };
}

it.each([
  { create: createTrainerClient, name: 'cloze-trainer' },
  { create: createTextClient, name: 'cloze-texts' },
  { create: createExperimentsClient, name: 'cloze-experiments' },
])('starts the worker $name with the first message', ({ create, name }) => {
  const client = create(
    () => {},
    () => {},
    () => {},
  );
  expect(started).toEqual([]);
  client.terminate();
  client.post({ type: 'cancel' } as never);
  client.post({ type: 'pause' } as never);
  expect(started.map(({ options }) => options)).toEqual([{ type: 'module', name }]);
  expect(started[0]!.url.pathname).toMatch(/\/worker\/main\.ts$/);
  expect(started[0]!.asked).toEqual([{ type: 'cancel' }, { type: 'pause' }]);
});

it('passes on what the worker says', () => {
  const { ask, events } = setUp();
  ask();
  started[0]!.onmessage?.({ data: { type: 'noPage' } });
  expect(events).toEqual([{ type: 'noPage' }]);
});

it('starts a new worker after one was ended, or has died', () => {
  const { ask, client } = setUp();
  ask();
  client.terminate();
  ask();
  started[1]!.onerror?.({ message: '' });
  ask();
  expect(started.map(({ isEnded }) => isEnded)).toEqual([true, true, false]);
  expect(started.map(({ asked }) => asked.length)).toEqual([1, 1, 1]);
});

it('tells a worker that never answered from one that died later', () => {
  const { ask, deaths } = setUp();
  const last = () => started.at(-1)!;
  ask();
  last().onerror?.({ message: '' });
  ask();
  last().onmessage?.({ data: {} });
  last().onerror?.({ message: 'Uncaught Error: planted' });
  ask();
  last().onerror?.({ message: 'Uncaught TypeError: x' });
  ask();
  last().onmessageerror?.();
  expect(deaths).toEqual([
    { reason: 'Its script could not be loaded', atStart: true },
    { reason: 'Uncaught Error: planted', atStart: false },
    { reason: 'Uncaught TypeError: x', atStart: true },
    { reason: 'A message from it could not be read', atStart: true },
  ]);
});

it('says so where the browser starts no such worker, and tries again with the next message', () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new TypeError('no module workers');
      }
    },
  );
  const { ask, deaths } = setUp();
  ask();
  expect(deaths).toEqual([{ reason: 'TypeError: no module workers', atStart: true }]);
  vi.stubGlobal('Worker', StubWorker);
  ask();
  expect(started[0]!.asked).toHaveLength(1);
});

it('has a trainer hand over its run before it ends, while another has begun', () => {
  vi.useFakeTimers();
  const events: object[] = [];
  const retired: number[] = [];
  const deaths: Death[] = [];
  const client = createTrainerClient(
    (event) => events.push(event),
    (death) => deaths.push(death),
    (runId) => retired.push(runId),
  );
  client.retire(1); // there is none
  client.post({ type: 'keep', runId: 1 });
  client.retire(1);
  client.post({ type: 'keep', runId: 2 });
  const [old, next] = started;
  expect(old!.isEnded).toBe(false);
  expect(next!.asked).toEqual([{ type: 'keep', runId: 2 }]);
  const metrics = { type: 'metrics', runId: 1 };
  const kept = { type: 'kept', runId: 1 };
  old!.onmessage!({ data: metrics });
  expect(retired).toEqual([]);
  old!.onmessage!({ data: kept });
  expect(events).toEqual([metrics, kept]);
  expect(old!.isEnded).toBe(true);
  expect(retired).toEqual([1]);

  // One that dies meanwhile, or says nothing, is no death of the present one.
  client.retire(2);
  next!.onerror!({ message: 'out of memory' });
  client.post({ type: 'keep', runId: 3 });
  client.retire(3);
  vi.runAllTimers();
  expect(retired).toEqual([1, 2, 3]);
  expect(started.map(({ isEnded }) => isEnded)).toEqual([true, true, true]);
  expect(deaths).toEqual([]);
  vi.useRealTimers();
});
