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
