import { describe, expect, it, vi } from 'vitest';
import { parameterLayout } from '../../model/layout';
import type { StepOptions } from '../engine';
import { DROPOUT, parityWithPortable, SHAPES } from '../testPortable';
import { isSecondBrowser } from '../testSecondBrowser';
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

describe.skipIf(isSecondBrowser)('a model that is only looked at', () => {
  it('guesses and sits exams as one that trains does, and refuses to train', async () => {
    const shape = SHAPES.usual!;
    const config = configOf(shape);
    const gpu = { device, name: 'test', software: true, failed: lost };
    const engine = createWebGPUEngine(gpu, undefined, ['direct']);
    const state = randomState(config, 1);
    const make = (onlyLooks?: string) =>
      engine.createModel(config, state, { ...shapeOf(shape), onlyLooks });
    const [looks, trains] = [await make('no room'), await make()];
    expect([looks.onlyLooks, trains.onlyLooks]).toEqual(['no room', undefined]);
    for (const B of [1, shape.B + 1]) {
      const batch = randomBatch({ ...shape, B }, B);
      const asked = (of: typeof looks) =>
        of.infer(batch, 'both', { attentions: true, hiddenStates: true });
      expect(await asked(looks)).toEqual(await asked(trains));
      expect(await looks.evaluate(batch, 'left')).toEqual(await trains.evaluate(batch, 'left'));
    }
    const options = {
      learningRate: 1e-3,
      weightDecay: 0,
      maxGradNorm: 1,
      context: 'both',
    } as const;
    const train = () => looks.train(randomBatch(shape, 1), { ...options, dropout: DROPOUT });
    expect(train).toThrow('no room');
    expect(await looks.read()).toEqual(state);
    looks.dispose();
    trains.dispose();
  });

  it('is what there is where the GPU has room for the parameters alone', async () => {
    const shape = { ...SHAPES.usual!, B: 64, T: 16 };
    const config = configOf(shape);
    const P = parameterLayout(config).length;
    const maxBufferSize = 4 * P;
    const small = new Proxy(device, {
      get: (target, name) => {
        if (name === 'limits') return { maxBufferSize, maxStorageBufferBindingSize: maxBufferSize };
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const gpu = { device: small, name: 'test', software: true, failed: lost };
    const engine = createWebGPUEngine(gpu, undefined, ['direct']);
    const model = await engine.createModel(config, randomState(config, 1), shapeOf(shape));
    expect(model.onlyLooks).toMatch(/MiB in one piece/);
    const { logits } = await model.infer(randomBatch({ ...shape, B: 1 }, 1), 'both', {
      attentions: false,
    });
    expect(logits.every(Number.isFinite)).toBe(true);
    model.dispose();
  });
});

describe.skipIf(isSecondBrowser)('memory', () => {
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
      const one = randomBatch({ ...shape, B: 1, M: 1 }, step);
      await model.infer(one, 'both', { attentions: true, hiddenStates: true });
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
