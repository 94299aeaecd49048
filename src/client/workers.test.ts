import { afterEach, expect, it, vi } from 'vitest';
import { createTextClient, type Death } from './workers';

let last: StubWorker | undefined;
class StubWorker {
  onmessage?: (e: unknown) => void;
  onerror?: (e: unknown) => void;
  constructor() {
    last = this;
  }
  postMessage() {}
  terminate() {}
}

afterEach(() => vi.unstubAllGlobals());

function setUp() {
  const deaths: Death[] = [];
  const client = createTextClient(
    () => {},
    (death) => deaths.push(death),
  );
  return { deaths, ask: () => client.post({ type: 'cancel' }) };
}

it('tells a worker that never answered from one that died later', () => {
  vi.stubGlobal('Worker', StubWorker);
  const { deaths, ask } = setUp();
  ask();
  last?.onerror?.({ message: '' });
  ask();
  last?.onmessage?.({ data: {} });
  last?.onerror?.({ message: 'Uncaught Error: planted' });
  ask();
  last?.onerror?.({ message: 'Uncaught TypeError: x' });
  expect(deaths).toEqual([
    { reason: 'Its script could not be loaded', atStart: true },
    { reason: 'Uncaught Error: planted', atStart: false },
    { reason: 'Uncaught TypeError: x', atStart: true },
  ]);
});

it('tells where the browser starts no such worker', () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new TypeError('no module workers');
      }
    },
  );
  const { deaths, ask } = setUp();
  ask();
  expect(deaths).toEqual([{ reason: 'TypeError: no module workers', atStart: true }]);
});
