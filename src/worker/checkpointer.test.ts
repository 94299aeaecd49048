import { expect, it, vi } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import type { SavedState } from '../protocol/checkpoint';
import type { Boundary } from '../train/session';
import { createCheckpointer } from './checkpointer';

const stateAt = (step: number): TrainingState => ({
  parameters: Float32Array.of(step),
  firstMoment: Float32Array.of(1),
  secondMoment: Float32Array.of(2),
  step,
});

/** A run that saves itself into nothing, on a clock that the test sets. */
function world({ readMs = 0, writeMs = 0 } = {}) {
  let time = 0;
  const saved: SavedState[] = [];
  const handed: (readonly TrainingState[])[] = [];
  const asides: number[] = [];
  let fail: Error | undefined;
  let gate: Promise<void> | undefined;
  const write = vi.fn(async (owner: string, state: TrainingState) => {
    await gate;
    if (fail) throw fail;
    const key = `${owner}:${state.step}`;
    return { ref: { key, step: state.step, checksum: 0, bytes: 12 }, milliseconds: writeMs };
  });
  const { onBoundary, saveAs } = createCheckpointer({
    owner: 'run',
    onSaved: (one, states) => {
      saved.push(one);
      handed.push(states);
    },
    satExam: () => ({}) as never,
    write,
    now: () => time,
  });
  const boundary = (step: number, more: Partial<Boundary> & { bad?: boolean } = {}): Boundary => ({
    ...{ step, aside: undefined, isAtRest: false, ...more },
    async read() {
      time += readMs;
      const state = stateAt(more.bad ? Number.NaN : step);
      return {
        state,
        memo: { trainedWith: undefined, sat: undefined, aside: undefined },
        changed: [],
      };
    },
    async readAside() {
      asides.push(more.aside!);
      return stateAt(more.aside!);
    },
  });
  return {
    ...{ saved, handed, asides, write, saveAs },
    steps: () => saved.map(({ step }) => step),
    /** Has the browser take its time; what it returns lets it end. */
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    refuse: (error: Error | undefined) => {
      fail = error;
    },
    async reach(step: number, at: number, more?: Parameters<typeof boundary>[1]) {
      time = Math.max(time, at);
      await onBoundary(boundary(step, more));
      await Promise.resolve(); // what was written is told
      await new Promise((resolve) => setImmediate(resolve));
    },
    time: () => time,
  };
}

it('saves soon after the start, then ever more seldom, and at most 20 s apart', async () => {
  const w = world();
  for (let at = 0; at <= 600_000; at += 100) await w.reach(at / 100, at);
  const times = w.steps().map((step) => step * 100);
  expect(times[0]).toBe(3000);
  const gaps = times.slice(1).map((at, i) => at - times[i]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(20_100);
});

it('saves after a few seconds of training, however long it was there before and where saving is slow', async () => {
  const w = world({ readMs: 100, writeMs: 50 });
  const pressed = 60_000;
  for (let at = 0; at <= 60_000; at += 100) await w.reach(1 + at / 100, pressed + at);
  const times = w.steps().map((step) => (step - 1) * 100);
  expect(times[0]).toBe(3000);
  expect(times[1]).toBeLessThanOrEqual(6500);
  expect(times[2]).toBeLessThanOrEqual(12_000);
});

it('does not count the time in which it rests', async () => {
  const w = world();
  await w.reach(1, 0);
  await w.reach(2, 100, { isAtRest: true });
  await w.reach(3, 90_000);
  await w.reach(4, 90_100);
  expect(w.steps()).toEqual([2]);
  await w.reach(5, 93_000);
  expect(w.steps()).toEqual([2, 5]);
});

it('costs training less than a fiftieth, however large the model is', async () => {
  for (const [readMs, writeMs] of [
    [400, 600],
    [5, 20],
  ] as const) {
    const w = world({ readMs, writeMs });
    for (let at = 0; at <= 1_000_000; at += 500) await w.reach(at, at);
    expect(w.saved.length).toBeGreaterThan(3);
    expect((w.saved.length * (readMs + writeMs)) / w.time()).toBeLessThan(0.02);
  }
});

it('saves at once where a run comes to rest, and once', async () => {
  const w = world();
  await w.reach(7, 10, { isAtRest: true });
  await w.reach(7, 20, { isAtRest: true });
  expect(w.steps()).toEqual([7]);
  await w.reach(0, 30, { isAtRest: true }); // before the first step there is nothing to lose
  expect(w.steps()).toEqual([7]);
});

it('does not save twice where it comes to rest while it is being saved', async () => {
  const w = world();
  const release = w.hold();
  await w.reach(7, 5000);
  const rests = w.reach(7, 5001, { isAtRest: true });
  release();
  await rests;
  expect(w.steps()).toEqual([7]);
});

it('writes the state aside only where it is another', async () => {
  const w = world();
  await w.reach(10, 0, { isAtRest: true, aside: 5 });
  await w.reach(20, 1, { isAtRest: true, aside: 5 });
  await w.reach(30, 2, { isAtRest: true, aside: 30 });
  await w.reach(40, 3, { isAtRest: true, aside: 30 });
  expect(w.asides).toEqual([5]);
  expect(
    w.saved.map(({ where }) => 'aside' in where && (where.aside as { key: string }).key),
  ).toEqual(['run:5', 'run:5', 'run:30', 'run:30']);
});

it('saves nothing that is not a number', async () => {
  const w = world();
  await w.reach(10, 0, { isAtRest: true, bad: true });
  expect(w.write).not.toHaveBeenCalled();
  await w.reach(9, 1, { isAtRest: true });
  expect(w.steps()).toEqual([9]);
});

it('hands over what the browser does not take, and says why', async () => {
  const w = world();
  w.refuse(new DOMException('full', 'QuotaExceededError'));
  await w.reach(10, 0, { isAtRest: true, aside: 5 });
  expect(w.saved[0]!.where).toMatchObject({ refusal: 'no room', state: stateAt(10) });
  expect(w.handed[0]).toEqual([stateAt(10), stateAt(5)]);
  w.refuse(new Error('no such thing here'));
  await w.reach(11, 1, { isAtRest: true });
  expect(w.saved[1]!.where).toMatchObject({ refusal: 'no storage' });
  w.refuse(undefined);
  await w.reach(12, 2, { isAtRest: true, aside: 5 });
  expect(w.asides).toEqual([5, 5]); // the one before was not kept
  expect(w.saved[2]!.where).toMatchObject({ aside: { key: 'run:5' } });
});

it('is saved under another name once it has trained on, at once and with nothing of the one before', async () => {
  const run = world();
  await run.reach(10, 3000, { aside: 5 });
  run.saveAs('other');
  await run.reach(10, 3001, { aside: 5, isAtRest: true });
  expect(run.steps()).toEqual([10]);
  await run.reach(11, 3002, { aside: 5, isAtRest: true });
  expect(run.steps()).toEqual([10, 11]);
  expect(run.saved.at(-1)!.where).toMatchObject({
    state: { key: 'other:11' },
    aside: { key: 'other:5' },
  });
});
