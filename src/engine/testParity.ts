import { beforeAll, describe, expect, it } from 'vitest';
import { CONTEXTS, type Context } from '../config/settings';
import golden from '../model/bert.golden.json';
import { type BertGolden, decodeTensor, type GoldenAdamW } from '../model/golden';
import { parameterLayout } from '../model/layout';
import type { Engine, StepOptions, TrainableModel } from './engine';
import { flatten, goldenBatch } from './goldenBatch';
import { SELF_TEST_TOLERANCE, selfTest } from './selfTest';
import { isSecondBrowser } from './testSecondBrowser';

const expected = golden as unknown as BertGolden;
export const config = { ...expected.config, initializerRange: 0.02 };
const layout = parameterLayout(config);
export const batch = goldenBatch(expected.batch);
const start = flatten(expected.params, layout);
const zeros = () => new Float32Array(layout.length);
const members = layout.groups.flatMap((g) => g.members);
export const NO_DROPOUT = { hiddenDropoutProb: 0, attentionProbsDropoutProb: 0, key: 0 };

function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // A NaN compares as nothing, and must not pass as no difference.
    if (!(difference <= worst))
      worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return worst;
}

export interface Tolerances {
  /** Relative */
  readonly loss: number;
  /** Relative to the largest of the tensor's gradient */
  readonly gradient: number;
}

/** What an engine does again and again, of which it may keep nothing. */
export async function leakRound(model: TrainableModel): Promise<void> {
  const dropout = { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, key: 1 };
  model.mark();
  model.train(batch, { ...goldenOptions, dropout });
  model.setAside();
  model.train(batch, { ...goldenOptions, dropout });
  await model.statistics();
  model.swapAside();
  model.putAside((await model.readAside())!);
  await model.evaluate(batch, 'left');
  await model.infer(batch, 'both', { attentions: true, hiddenStates: true });
}

/** The golden model on one engine, fresh. */
export function goldenModel(engine: Engine) {
  const state = { parameters: start, firstMoment: zeros(), secondMoment: zeros(), step: 0 };
  return engine.createModel(config, state, batch);
}

/** One step's options on the golden model. */
export const goldenOptions: StepOptions = {
  ...expected.adamw.settings,
  context: 'both',
  dropout: NO_DROPOUT,
};

/**
 * What every engine must do as PyTorch does it, and how it must behave.
 *
 * @param keepsStates false where another test has the same engine mark its states, set them aside and go back to them
 */
export function parityWithPyTorch(
  name: string,
  startEngine: () => Promise<Engine>,
  tolerances: Tolerances,
  keepsStates = !isSecondBrowser,
): void {
  describe(`parity with PyTorch on ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await startEngine();
    });
    const model = () => goldenModel(engine);

    it.each(CONTEXTS)('loss and every gradient, context %s', async (context: Context) => {
      const result = await engine.gradients(config, start, batch, { context });
      const want = expected.contexts[context];
      expect(Math.abs(result.loss - want.loss)).toBeLessThan(tolerances.loss * want.loss);
      for (const { name, offset, size } of members) {
        const gradient = decodeTensor(want.grads[name]!).data;
        const largest = gradient.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        // Softmax ignores a shift of its scores, so the true gradient of a key's bias is 0 and what is
        // left is rounding: there the bound is absolute.
        const bound = name.endsWith('key.bias') ? 1e-6 : tolerances.gradient * largest;
        const got = result.gradients.subarray(offset, offset + size);
        expect(maxDifference(got, gradient), name).toBeLessThan(bound);
      }
    });

    it.each(CONTEXTS)('logits at the blanks, context %s', async (context: Context) => {
      const m = await model();
      const { logits } = await m.infer(batch, context, { attentions: false });
      m.dispose();
      const want = decodeTensor(expected.contexts[context].logits).data;
      expect(maxDifference(logits, want)).toBeLessThan(1e-5);
    });

    it('attention probabilities of every head', async () => {
      const m = await model();
      const { attentions } = await m.infer(batch, 'both', { attentions: true });
      m.dispose();
      const want = decodeTensor(expected.contexts.both.attention).data;
      expect(maxDifference(attentions, want)).toBeLessThan(1e-5);
    });

    it.each(['adamw', 'adamwLoose'] as const)('ten steps of AdamW (%s)', async (which) => {
      const want: GoldenAdamW = expected[which];
      const m = await model();
      for (const learningRate of want.learningRates)
        m.train(batch, { ...want.settings, learningRate, context: 'both', dropout: NO_DROPOUT });
      const { losses, gradNorms } = await m.statistics();
      const { parameters, step } = await m.read();
      m.dispose();
      expect(step).toBe(10);
      expect(maxDifference(losses, want.losses)).toBeLessThan(1e-5);
      expect(maxDifference(gradNorms, want.gradNorms)).toBeLessThan(1e-4);
      for (const { name, offset, size } of members) {
        // Adam divides the rounding noise of a key's bias by its own size: no two machines agree there.
        if (name.endsWith('key.bias')) continue;
        const values = decodeTensor(want.params[name]!).data;
        const got = parameters.subarray(offset, offset + size);
        expect(maxDifference(got, values), name).toBeLessThan(1e-5);
      }
    });

    it('passes its own self-test', async () => {
      expect(await selfTest(engine)).toBeLessThan(SELF_TEST_TOLERANCE / 10);
    });

    it.skipIf(isSecondBrowser)(
      'dropout repeats for one key, differs for another, and leaves no trace at 0',
      async () => {
        const run = async (key: number, p: number) => {
          const dropout = { hiddenDropoutProb: p, attentionProbsDropoutProb: p, key };
          return (await engine.gradients(config, start, batch, { context: 'both', dropout })).loss;
        };
        expect(await run(1, 0.3)).toBe(await run(1, 0.3));
        expect(await run(1, 0.3)).not.toBe(await run(2, 0.3));
        expect(Math.abs((await run(1, 0)) - expected.contexts.both.loss)).toBeLessThan(1e-5);
      },
    );

    it.skipIf(isSecondBrowser)('gradients with dropout agree with finite differences', async () => {
      const dropout = { hiddenDropoutProb: 0.2, attentionProbsDropoutProb: 0.2, key: 7 };
      const options = { context: 'both', dropout } as const;
      const { gradients } = await engine.gradients(config, start, batch, options);
      // The steepest entry of each kind of weight: its difference stands clear of float32 rounding.
      for (const suffix of [
        'word_embeddings.weight',
        'value.weight',
        'intermediate.dense.weight',
      ]) {
        const { offset, size } = members.find((p) => p.name.endsWith(suffix))!;
        let steepest = offset;
        for (let i = offset; i < offset + size; i++) {
          if (Math.abs(gradients[i]!) > Math.abs(gradients[steepest]!)) steepest = i;
        }
        const h = 1e-2;
        const at = async (change: number) => {
          const moved = start.slice();
          moved[steepest]! += change;
          return (await engine.gradients(config, moved, batch, options)).loss;
        };
        const slope = ((await at(h)) - (await at(-h))) / (2 * h);
        expect(Math.abs(slope - gradients[steepest]!)).toBeLessThan(0.02 * Math.abs(slope) + 1e-4);
      }
    });

    it.runIf(keepsStates)('goes back to the marked state, bit for bit', async () => {
      const m = await model();
      const options = { ...expected.adamw.settings, context: 'both', dropout: NO_DROPOUT } as const;
      m.train(batch, options);
      m.mark();
      const marked = await m.read();
      m.train(batch, options);
      m.mark();
      m.train(batch, options);
      await m.statistics();
      m.restore('previous');
      expect(await m.read()).toEqual(marked);
      // Spoilt again in the first step after going on: the spoilt marks must be gone.
      m.mark();
      m.train(batch, options);
      await m.statistics();
      m.restore('previous');
      expect(await m.read()).toEqual(marked);
      m.dispose();
    });

    it.runIf(keepsStates)(
      'sets a state aside and changes places with it, bit for bit, and goes on from either',
      async () => {
        const m = await model();
        const step = async () => {
          m.mark();
          m.train(batch, goldenOptions);
          await m.statistics();
        };
        const start = await m.read();
        m.swapAside(); // nothing lies there yet
        expect(await m.read()).toEqual(start);
        m.setAside();
        await step();
        m.setAside(); // takes the place of the first
        const best = await m.read();
        for (let i = 0; i < 3; i++) await step(); // no mark holds it any more
        const last = await m.read();
        m.swapAside();
        expect(m.step).toBe(1);
        expect(await m.read()).toEqual(best);
        m.swapAside();
        expect(await m.read()).toEqual(last);
        m.swapAside();
        // Spoilt at once: there is nothing to go back to but the state itself.
        await step();
        m.restore('previous');
        expect(await m.read()).toEqual(best);
        // The same steps again, and what lies aside is not touched by them.
        for (let i = 0; i < 3; i++) await step();
        expect(await m.read()).toEqual(last);
        await step();
        m.swapAside();
        expect(await m.read()).toEqual(last);
        m.dispose();
      },
    );

    it.runIf(keepsStates)(
      'hands over the state set aside and takes one, and both go on to the same bits',
      async () => {
        const dropout = { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, key: 3 };
        const train = async (m: TrainableModel, steps: number) => {
          for (let i = 0; i < steps; i++) m.train(batch, { ...goldenOptions, dropout });
          return (await m.statistics()).losses;
        };
        const m = await model();
        expect(await m.readAside()).toBeUndefined();
        await train(m, 2);
        m.mark();
        m.setAside();
        const best = await m.read();
        m.train(batch, goldenOptions);
        const read = m.readAside(); // while a step is queued
        await train(m, 2);
        expect(await read).toEqual(best);
        const last = await m.read();
        expect(last.step).toBe(5);

        const fresh = await engine.createModel(config, last, batch);
        const given = structuredClone(best);
        fresh.putAside(last); // taken for the next one's place
        fresh.putAside(given);
        given.parameters.fill(7); // was read before the call returned
        expect(await fresh.readAside()).toEqual(best);
        expect(await fresh.read()).toEqual(last);
        for (const each of [m, fresh]) each.swapAside();
        expect(fresh.step).toBe(2);
        expect(await fresh.read()).toEqual(best);
        expect(await fresh.readAside()).toEqual(last);
        // Each worker of a team has its own copy: one that lacked it would spoil the next gradients.
        expect(await train(fresh, 2)).toEqual(await train(m, 2));
        expect(await fresh.read()).toEqual(await m.read());
        for (const each of [m, fresh]) each.swapAside();
        expect(await train(fresh, 1)).toEqual(await train(m, 1));
        expect(await fresh.read()).toEqual(await m.read());
        m.mark();
        const marked = await m.read();
        await train(m, 1);
        m.putAside(best); // leaves marks alone
        m.restore('last');
        expect(await m.read()).toEqual(marked);
        for (const each of [m, fresh]) each.dispose();
      },
    );
  });
}
