import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CONTEXTS } from '../../config/settings';
import { parameterLayout } from '../../model/layout';
import type { Engine, StepOptions } from '../engine';
import { configOf, randomBatch, randomState, type Shape } from '../testShapes';
import { createTfjsEngine } from '../tfjs/engine';
import { createWebGPUEngine } from './engine';
import { expectClose } from './testBuffers';
import { testDevice } from './testDevice';

const device = await testDevice();
const lost = new Promise<never>(() => {});

/** As on a CPU in disguise (no barriers), and as on a GPU (tiles, lanes, slabs). */
const WAYS = [true, false];

const SHAPES: Record<string, Shape> = {
  usual: { V: 96, D: 32, L: 2, H: 2, F: 64, T: 16, B: 4, M: 11 },
  'odd everything': { V: 37, D: 9, L: 3, H: 3, F: 13, T: 7, B: 1, M: 3, ragged: true },
  'heads inside fours': { V: 53, D: 12, L: 1, H: 2, F: 20, T: 10, B: 3, M: 5, segments: true },
  'larger than a tile': {
    V: 203,
    D: 72,
    L: 2,
    H: 1,
    F: 68,
    T: 33,
    B: 5,
    M: 70,
    ragged: true,
    segments: true,
  },
  'sums in slabs': { V: 777, D: 16, L: 2, H: 2, F: 32, T: 16, B: 25, M: 60, ragged: true },
  'one blank': { V: 41, D: 8, L: 1, H: 1, F: 8, T: 8, B: 1, M: 1 },
};

const DROPOUT = { hiddenDropoutProb: 0.2, attentionProbsDropoutProb: 0.3, key: 99 };

describe.each(WAYS)(
  'the compiled step against TensorFlow.js on the CPU, software %s',
  (software) => {
    let oracle: Engine;
    let engine: Engine;
    beforeAll(async () => {
      await tf.setBackend('cpu');
      oracle = createTfjsEngine({ backend: 'cpu', device: 'test', software: false, lost });
      const usual = software ? 'direct' : 'small';
      engine = createWebGPUEngine({ device, name: 'test', software, failed: lost }, undefined, [
        usual,
      ]);
    });

    describe.each(Object.keys(SHAPES))('%s', (name) => {
      const shape = SHAPES[name]!;
      const config = configOf(shape);
      const layout = parameterLayout(config);
      const state = randomState(config, 5);
      const batch = randomBatch(shape, 6);
      const members = layout.groups.flatMap((g) => g.members);

      it.each([
        ...CONTEXTS.map((context) => ({ context, dropout: undefined })),
        { context: 'both' as const, dropout: DROPOUT },
      ])('loss and gradients, $context, dropout $dropout', async ({ context, dropout }) => {
        const options = dropout ? { context, dropout } : { context };
        const want = await oracle.gradients(config, state.parameters, batch, options);
        const got = await engine.gradients(config, state.parameters, batch, options);
        expect(Math.abs(got.loss - want.loss)).toBeLessThan(1e-6 * want.loss);
        const largest = want.gradients.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        for (const member of members) {
          const of = (g: Float32Array) => g.subarray(member.offset, member.offset + member.size);
          if (member.name.endsWith('key.bias')) {
            // Exactly 0 but for rounding: there is no maximum to be relative to.
            for (const g of of(got.gradients)) expect(Math.abs(g)).toBeLessThan(1e-6 * largest);
          } else {
            expectClose(of(got.gradients), of(want.gradients), 1e-5, member.name);
          }
        }
      });

      it('ten steps of AdamW with decay and dropout', async () => {
        const ours = await engine.createModel(config, state, batch);
        const theirs = await oracle.createModel(config, state, batch);
        for (let step = 0; step < 10; step++) {
          const options: StepOptions = {
            // Adam moves a weight by about the learning rate however small its gradient is, rounding
            // noise included: 1e-5 is a twentieth of what one step moves.
            learningRate: 2e-4,
            weightDecay: 0.1,
            maxGradNorm: 1,
            context: 'both',
            dropout: { ...DROPOUT, key: step },
          };
          const next = randomBatch({ ...shape, M: Math.max(1, shape.M - (step % 3)) }, 20 + step);
          ours.train(next, options);
          theirs.train(next, options);
        }
        const [a, b] = [await ours.statistics(), await theirs.statistics()];
        expectClose(a.losses, b.losses, 1e-5, 'losses');
        expectClose(a.gradNorms, b.gradNorms, 1e-4, 'norms');
        const [got, want] = [await ours.read(), await theirs.read()];
        for (const { name, offset, size } of members) {
          // Adam divides the rounding noise of a key's bias by its own size.
          if (name.endsWith('key.bias')) continue;
          for (let i = offset; i < offset + size; i++) {
            expect(Math.abs(got.parameters[i]! - want.parameters[i]!), name).toBeLessThan(1e-5);
          }
        }
        ours.dispose();
        theirs.dispose();
      });
    });

    it('fifty steps twice are equal bit for bit', { timeout: 60_000 }, async () => {
      const shape = { ...SHAPES.usual!, ragged: true };
      const config = configOf(shape);
      const run = async () => {
        const model = await engine.createModel(config, randomState(config, 1), shapeOf(shape));
        for (let step = 0; step < 50; step++) {
          const batch = randomBatch({ ...shape, B: 1 + (step % 4) }, step);
          model.train(batch, {
            learningRate: 1e-3,
            weightDecay: 0.01,
            maxGradNorm: 1,
            context: CONTEXTS[step % 3]!,
            dropout: { ...DROPOUT, key: step },
          });
        }
        const { losses } = await model.statistics();
        const state = await model.read();
        model.dispose();
        return { losses, state };
      };
      const first = await run();
      expect(first.losses.every(Number.isFinite)).toBe(true);
      expect(await run()).toEqual(first);
    });
  },
);

const shapeOf = ({ B, T }: Shape) => ({ batchSize: B, sequenceLength: T });

describe('memory', () => {
  it('is allocated once: 300 steps with exams, looks and marks make no buffer more', async () => {
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
    };
    for (let step = 0; step < 30; step++) await round(step);
    const settled = live.size;
    for (let step = 30; step < 300; step++) await round(step);
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
