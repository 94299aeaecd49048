import { describe, expect, it, vi } from 'vitest';
import type { StepOptions } from '../engine';
import { DROPOUT, parityWithPortable, SHAPES } from '../testPortable';
import { configOf, randomBatch, randomState, type Shape } from '../testShapes';
import { createWebGPUEngine } from './engine';
import { testDevice } from './testDevice';

const device = await testDevice();
const lost = new Promise<never>(() => {});

/** As on a CPU in disguise (no barriers), and as on a GPU (tiles, lanes, slabs). */
describe.each([true, false])('the compiled step, software %s', (software) => {
  const gpu = { device, name: 'test', software, failed: lost };
  parityWithPortable('webgpu', async () =>
    createWebGPUEngine(gpu, undefined, [software ? 'direct' : 'small']),
  );
});

const shapeOf = ({ B, T }: Shape) => ({ batchSize: B, sequenceLength: T });

describe('memory', () => {
  it('is allocated once: 120 steps with exams, looks, marks and swaps make no buffer more', async () => {
    const live = new Set<GPUBuffer>();
    const create = device.createBuffer.bind(device);
    const spy = vi.spyOn(device, 'createBuffer').mockImplementation((descriptor) => {
      const buffer = create(descriptor);
      live.add(buffer);
      const destroy = buffer.destroy.bind(buffer);
      buffer.destroy = () => {
        live.delete(buffer);
        return destroy();
      };
      return buffer;
    });
    const shape = SHAPES.usual!;
    const config = configOf(shape);
    const engine = createWebGPUEngine(
      { device, name: 'test', software: true, failed: lost },
      undefined,
      ['direct'],
    );
    const model = await engine.createModel(config, randomState(config, 1), shapeOf(shape));
    const round = async (step: number) => {
      const batch = randomBatch({ ...shape, B: 1 + (step % 4), M: 1 + (step % 9) }, step);
      model.mark();
      model.train(batch, {
        learningRate: 1e-3,
        weightDecay: 0.01,
        maxGradNorm: 1,
        context: 'both',
        dropout: { ...DROPOUT, key: step },
      });
      if (step % 10 !== 9) return;
      await model.statistics();
      await model.evaluate(batch, 'left');
      await model.infer(randomBatch({ ...shape, B: 1, M: 1 }, step), 'both', { attentions: true });
      if (step % 20 === 9) model.setAside();
      else model.swapAside();
    };
    for (let step = 0; step < 30; step++) await round(step);
    const settled = live.size;
    for (let step = 30; step < 120; step++) await round(step);
    expect(live.size).toBe(settled);
    model.dispose();
    expect(live.size).toBe(0);
    spy.mockRestore();
  });

  it('grows when a batch does not fit, and keeps what was learned', async () => {
    const shape = SHAPES.usual!;
    const config = configOf(shape);
    const engine = createWebGPUEngine(
      { device, name: 'test', software: true, failed: lost },
      undefined,
      ['direct'],
    );
    const state = randomState(config, 1);
    const tight = await engine.createModel(config, state, { batchSize: 1, sequenceLength: 8 });
    const roomy = await engine.createModel(config, state, { batchSize: 9, sequenceLength: 16 });
    for (let step = 0; step < 4; step++) {
      const batch = randomBatch({ ...shape, B: 2 + 2 * step, M: 12 * (step + 1) }, step);
      const options: StepOptions = {
        learningRate: 1e-3,
        weightDecay: 0.01,
        maxGradNorm: 1,
        context: 'both',
        dropout: { ...DROPOUT, key: step },
      };
      for (const model of [tight, roomy]) model.train(batch, options);
    }
    expect(await tight.statistics()).toEqual(await roomy.statistics());
    expect(await tight.read()).toEqual(await roomy.read());
    for (const model of [tight, roomy]) model.dispose();
  });
});
