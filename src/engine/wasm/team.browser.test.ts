import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TrainableModel, TrainingState } from '../engine';
import { parityWithPyTorch } from '../testParity';
import { DROPOUT, parityWithPortable, SHAPES } from '../testPortable';
import { configOf, randomBatch, randomState } from '../testShapes';
import { startWasmEngine } from './engine';
import { rangeOf } from './range';

const startTeamOf = (workers: number) =>
  startWasmEngine(
    () => new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' }),
    workers,
  );

// The portable engine needs two minutes for these shapes in Firefox, ten times as long as in Chromium.
const isFirefox = navigator.userAgent.includes('Firefox');

describe.each([1, 2, 3])('%i workers', (workers) => {
  const start = () => startTeamOf(workers);
  parityWithPyTorch(`wasm with ${workers}`, start, { loss: 1e-6, gradient: 1e-5 });
  // One worker alone does at every shape what it does in Node (engine.test.ts).
  if (workers === 3 && !isFirefox) parityWithPortable(`wasm with ${workers}`, start);
});

const shape = { ...SHAPES.usual!, B: 6 };
const config = configOf(shape);
const state = randomState(config, 1);
const size = { batchSize: shape.B, sequenceLength: shape.T };
const options = {
  learningRate: 1e-3,
  weightDecay: 0.01,
  maxGradNorm: 1,
  context: 'both',
  dropout: DROPOUT,
} as const;

function expectSameBits(got: TrainingState, want: TrainingState): void {
  expect(got.step).toBe(want.step);
  for (const name of ['parameters', 'firstMoment', 'secondMoment'] as const) {
    expect(
      got[name].findIndex((x, i) => x !== want[name][i]),
      name,
    ).toBe(-1);
  }
}

/** Every worker that is started, so that a test can see its end or bring it about. */
function watchWorkers() {
  const started: Worker[] = [];
  const ended = new Set<Worker>();
  const Original = globalThis.Worker;
  const Watched = class extends Original {
    constructor(...parameters: ConstructorParameters<typeof Worker>) {
      super(...parameters);
      started.push(this);
    }
    override terminate() {
      ended.add(this);
      super.terminate();
    }
  };
  vi.stubGlobal('Worker', Watched);
  return { started, ended };
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a team', () => {
  it('has as many workers as asked for, none without a sentence, and ends with its model', async () => {
    const { started, ended } = watchWorkers();
    const engine = await startTeamOf(4);
    const model = await engine.createModel(config, state, size);
    expect(started.length).toBe(3);
    expect(ended.size).toBe(0);
    model.dispose();
    expect(ended.size).toBe(3);
    const lone = await engine.createModel(config, state, { ...size, batchSize: 1 });
    expect(started.length).toBe(3);
    lone.dispose();
  });

  it('takes batches of fewer sentences than workers', async () => {
    const [one, three] = [await startTeamOf(1), await startTeamOf(3)];
    const [alone, team] = [
      await one.createModel(config, state, size),
      await three.createModel(config, state, size),
    ];
    for (let step = 0; step < 6; step++) {
      const batch = randomBatch({ ...shape, B: 1 + step, M: 1 + step }, step);
      for (const model of [alone, team]) model.train(batch, options);
    }
    const [a, b] = [await alone.statistics(), await team.statistics()];
    a.losses.forEach((loss, i) => {
      expect(Math.abs(b.losses[i]! - loss)).toBeLessThan(1e-5 * loss);
    });
    for (const model of [alone, team]) model.dispose();
  });

  it('reads the whole state, with steps before and after it, and goes on from there', async () => {
    const team = await startTeamOf(3);
    const train = (model: TrainableModel, from: number, to: number) => {
      for (let step = from; step <= to; step++) model.train(randomBatch(shape, step), options);
    };
    const model = await team.createModel(config, state, size);
    expect(await model.readAside()).toBeUndefined();
    train(model, 1, 2);
    model.setAside();
    train(model, 3, 3);
    const [three, two] = [model.read(), model.readAside()];
    train(model, 4, 5);
    const five = await model.read();
    // Every range has moments.
    for (const { start, end } of [0, 1, 2].map((rank) =>
      rangeOf(state.parameters.length, rank, 3),
    )) {
      expect((await two)!.firstMoment.subarray(start, end).some((x) => x !== 0)).toBe(true);
    }
    for (const from of [await two, await three]) {
      const other = await team.createModel(config, from!, size);
      train(other, from!.step + 1, 5);
      expectSameBits(await other.read(), five);
      other.dispose();
    }
    model.putAside((await two)!);
    model.swapAside();
    train(model, 3, 5);
    expectSameBits(await model.read(), five);
    model.dispose();
  });

  it('notices at once that a worker has failed, and says so', async () => {
    const { started, ended } = watchWorkers();
    const engine = await startTeamOf(3);
    const model = await engine.createModel(config, state, size);
    model.train(randomBatch(shape, 1), options);
    await model.statistics();
    // What it cannot read is an error in it, as running out of memory would be.
    started[1]!.postMessage({ type: 'step', shard: undefined });
    expect(await engine.failed).toMatchObject({ kind: 'worker', step: 1 });
    expect((await engine.failed).reason).toContain('Worker 3 of 3 stopped');
    model.train(randomBatch(shape, 2), options);
    await expect(model.statistics()).rejects.toThrow();
    expect(ended.size).toBe(2);
  });

  it('trains alone where no worker can be started, says so, and the engine stays good', async () => {
    const engine = await startWasmEngine(() => new Worker('data:text/javascript,throw 1'), 2);
    const model = await engine.createModel(config, state, size);
    expect(model.device).toMatch(/1 worker, others would not start$/);
    model.train(randomBatch(shape, 1), options);
    expect((await model.statistics()).losses).toHaveLength(1);
    const after = await Promise.race([engine.failed, Promise.resolve('good')]);
    expect(after).toBe('good');
  });

  it('does not wait for ever for a worker that is gone', async () => {
    const { started } = watchWorkers();
    const engine = await startTeamOf(2);
    const model = await engine.createModel(config, state, size);
    started[0]!.terminate(); // As a browser does that needs the memory: no event tells.
    model.train(randomBatch(shape, 1), options);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const answer = expect(model.statistics()).rejects.toThrow('has not answered');
    vi.advanceTimersByTime(60_000);
    await answer;
    expect((await engine.failed).kind).toBe('worker');
  });
});
