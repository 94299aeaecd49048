import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTEXTS } from '../config/settings';
import { parameterLayout } from '../model/layout';
import type { Engine, StepOptions } from './engine';
import { expectClose } from './testClose';
import { isSecondBrowser } from './testSecondBrowser';
import { configOf, randomBatch, randomState, type Shape } from './testShapes';
import { createTfjsEngine } from './tfjs/engine';

const failed = new Promise<never>(() => {});

export const SHAPES: Record<string, Shape> = {
  usual: { V: 96, D: 32, L: 2, H: 2, F: 64, T: 16, B: 4, M: 11 },
  'odd everything': { V: 37, D: 9, L: 3, H: 3, F: 13, T: 7, B: 1, M: 3, ragged: true },
  'heads inside fours': { V: 53, D: 12, L: 1, H: 2, F: 20, T: 10, B: 3, M: 5, segments: true },
  untied: { V: 45, D: 12, L: 2, H: 3, F: 20, T: 9, B: 3, M: 6, untied: true },
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
  'sums in slabs': { V: 777, D: 16, L: 1, H: 2, F: 32, T: 16, B: 25, M: 60, ragged: true },
  // As for the class of a sentence: asked at its first token, and nowhere else.
  '[CLS] alone': {
    ...{ V: 43, D: 12, L: 2, H: 2, F: 20, T: 9, B: 6, M: 6 },
    ...{ ragged: true, segments: true, first: true },
  },
  // More blanks than a plan has room for at first.
  'every token': { V: 31, D: 12, L: 2, H: 3, F: 16, T: 8, B: 5, M: 40, segments: true },
  'one blank': { V: 41, D: 8, L: 1, H: 1, F: 8, T: 8, B: 1, M: 1 },
};

/** What a second browser tries: the portable engine is ten times as slow in Firefox. */
const SOME_SHAPES = ['usual'];

export const DROPOUT = { hiddenDropoutProb: 0.2, attentionProbsDropoutProb: 0.3, key: 99 };

/** Enough for Adam's corrections, the decay and the norms to have shown in the weights. */
const STEPS = 3;

/** What the portable engine answered, by question: it is slow, and one test file asks the same of several variants. */
const answers = new Map<string, Promise<unknown>>();
function once<T>(question: string, ask: () => Promise<T>): Promise<T> {
  const answer = (answers.get(question) as Promise<T> | undefined) ?? ask();
  answers.set(question, answer);
  return answer;
}

const sizeOf = ({ B, T }: Shape) => ({ batchSize: B, sequenceLength: T });

/**
 * What every engine must do as the portable one does on the CPU, at odd shapes, with each context and with dropout;
 * and that a run of it repeats bit for bit. A slow engine may try fewer shapes, and repeat fewer steps.
 */
export function parityWithPortable(
  name: string,
  startEngine: () => Promise<Engine>,
  { shapes = Object.keys(SHAPES), repeated = 20 } = {},
): void {
  const tried = isSecondBrowser ? shapes.filter((s) => SOME_SHAPES.includes(s)) : shapes;
  if (tried.length === 0) return;
  describe(`parity with the portable engine on ${name}`, () => {
    let oracle: Engine;
    let engine: Engine;
    beforeAll(async () => {
      await tf.setBackend('cpu');
      oracle = createTfjsEngine({ backend: 'cpu', device: 'test', software: false, failed });
      engine = await startEngine();
    });

    describe.each(tried)('%s', (name) => {
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
        const want = await once(`${name}, ${JSON.stringify(options)}`, () =>
          oracle.gradients(config, state.parameters, batch, options),
        );
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

      it('exams: losses and guesses, in each context', async () => {
        const sit = async (of: Engine) => {
          const model = await of.createModel(config, state, sizeOf({ ...shape, B: 1 }));
          const results = [];
          for (const context of CONTEXTS) results.push(await model.evaluate(batch, context));
          model.dispose();
          return results;
        };
        const want = await once(`${name}, exams`, () => sit(oracle));
        (await sit(engine)).forEach(({ losses, predictions }, i) => {
          expectClose(losses, want[i]!.losses, 1e-5, CONTEXTS[i]!);
          expect(predictions).toEqual(want[i]!.predictions);
        });
      });

      /** Losses, norms and weights of a short run. */
      const train = async (trained: Engine) => {
        const model = await trained.createModel(config, state, batch);
        for (let step = 0; step < STEPS; step++) {
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
          model.train(next, options);
        }
        const { losses, gradNorms } = await model.statistics();
        const { parameters } = await model.read();
        model.dispose();
        return { losses, gradNorms, parameters };
      };

      it('steps of AdamW with decay and dropout', async () => {
        const got = await train(engine);
        const want = await once(`${name}, steps`, () => train(oracle));
        expectClose(got.losses, want.losses, 1e-5, 'losses');
        expectClose(got.gradNorms, want.gradNorms, 1e-4, 'norms');
        for (const { name, offset, size } of members) {
          // Adam divides the rounding noise of a key's bias by its own size.
          if (name.endsWith('key.bias')) continue;
          for (let i = offset; i < offset + size; i++) {
            expect(Math.abs(got.parameters[i]! - want.parameters[i]!), name).toBeLessThan(1e-5);
          }
        }
      });
    });

    it('a batch without blanks has no gradient, and steps around it are as they were', async () => {
      const shape = SHAPES.usual!;
      const config = configOf(shape);
      const state = randomState(config, 5);
      const [some, none] = [randomBatch(shape, 6), randomBatch({ ...shape, M: 0 }, 7)];
      const states = [];
      for (const of of [engine, oracle]) {
        const model = await of.createModel(config, state, sizeOf(shape));
        for (const batch of [none, some, none, some]) {
          model.train(batch, {
            ...{ learningRate: 2e-4, weightDecay: 0.1, maxGradNorm: 1, context: 'both' },
            dropout: { ...DROPOUT, hiddenDropoutProb: 0, attentionProbsDropoutProb: 0 },
          });
        }
        const { losses, gradNorms } = await model.statistics();
        expect(Array.from(gradNorms, (norm) => norm > 0)).toEqual([false, true, false, true]);
        expect([losses[1], losses[3]].every(Number.isFinite)).toBe(true);
        const empty = await model.evaluate(none, 'both');
        expect(empty.losses.length + empty.predictions.length).toBe(0);
        states.push((await model.read()).parameters);
        model.dispose();
      }
      const [got, want] = states;
      for (const { name, offset, size } of parameterLayout(config).groups.flatMap(
        (g) => g.members,
      )) {
        if (name.endsWith('key.bias')) continue; // Adam divides its rounding noise by its own size.
        for (let i = offset; i < offset + size; i++) {
          expect(Math.abs(got![i]! - want![i]!), name).toBeLessThan(1e-5);
        }
      }
    });

    it(`${repeated} steps twice are equal bit for bit`, async () => {
      const shape = { ...SHAPES.usual!, ragged: true };
      const config = configOf(shape);
      const run = async () => {
        const model = await engine.createModel(config, randomState(config, 1), sizeOf(shape));
        for (let step = 0; step < repeated; step++) {
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
  });
}
