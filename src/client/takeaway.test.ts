import { beforeEach, expect, it, vi } from 'vitest';
import type { TakeawayEvent, TakeawayRequest } from '../takeaway/messages';
import { createTakeaway, TakeawayFailure } from './takeaway';

class StubWorker {
  static all: StubWorker[] = [];
  readonly asked: TakeawayRequest[] = [];
  onmessage?: (event: { data: TakeawayEvent }) => void;
  onerror?: (event: { message: string }) => void;
  isEnded = false;
  constructor() {
    StubWorker.all.push(this);
  }
  postMessage(request: TakeawayRequest) {
    this.asked.push(request);
  }
  terminate() {
    this.isEnded = true;
  }
}
const last = () => StubWorker.all.at(-1)!;
const say = (data: TakeawayEvent) => last().onmessage!({ data });

beforeEach(() => {
  StubWorker.all = [];
  vi.stubGlobal('Worker', StubWorker);
  return () => vi.unstubAllGlobals();
});

it('answers with the file, and tells how far it has come until then', async () => {
  const far: number[] = [];
  const built = createTakeaway().build({ type: 'runs', subjects: [] }, (x) => far.push(x));
  say({ type: 'progress', path: 'a', fraction: 0.5 });
  const blob = new Blob(['zip']);
  say({ type: 'built', blob, missing: ['b'] });
  expect(await built).toMatchObject({ blob, missing: ['b'] });
  expect(far).toEqual([0.5]);
});

it('fails with the worker’s own words, or with what the browser says of its end', async () => {
  const takeaway = createTakeaway();
  const problem = { kind: 'storage', what: 'No.', why: 'Full.', advice: 'Delete.' } as const;
  const refused = takeaway.open(new Blob()).catch((error: TakeawayFailure) => error.problem);
  say({ type: 'failed', problem });
  expect(await refused).toEqual(problem);

  const dead = takeaway.next().catch((error: unknown) => error);
  last().onerror!({ message: 'out of memory' });
  const error = await dead;
  expect(error).toBeInstanceOf(TakeawayFailure);
  expect((error as TakeawayFailure).problem).toMatchObject({
    what: 'The worker that makes files stopped.',
    advice: expect.stringContaining('close other pages'),
  });
});

it('ends the worker at once when what it does is not wanted any more', () => {
  const takeaway = createTakeaway();
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  takeaway.build({ type: 'runs', subjects: [] }).then(settle, settle);
  takeaway.end();
  expect(last().isEnded).toBe(true);
  void takeaway.open(new Blob());
  expect(StubWorker.all).toHaveLength(2);
  expect(isSettled).toBe(false);
});
