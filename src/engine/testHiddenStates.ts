import { beforeAll, describe, expect, it } from 'vitest';
import { CONTEXTS, type Context } from '../config/settings';
import { embed, encodeLayers } from '../model/hiddenStates';
import { maskedLogits } from '../model/maskedLogits';
import type { Batch, Engine, Inference } from './engine';
import { expectClose } from './testClose';
import { isSecondBrowser } from './testSecondBrowser';
import { configOf, randomBatch, randomState, type Shape } from './testShapes';

/** Sentences of several lengths in two segments; no size but T is a multiple of four. */
const SHAPE: Shape = {
  ...{ V: 53, D: 18, L: 3, H: 3, F: 21, T: 12, B: 3, M: 7 },
  ...{ ragged: true, segments: true, first: true },
};
const config = configOf(SHAPE);
const state = randomState(config, 3);
const some = randomBatch(SHAPE, 4);
const OPTIONS = { attentions: false, hiddenStates: true };

/** The same sentences, asked at all rows, padding included, or at none. */
const askedAt = (positions: Int32Array): Batch => ({
  ...some,
  positions,
  labels: new Int32Array(positions.length),
});
const none = askedAt(new Int32Array(0));
const all = askedAt(Int32Array.from(some.inputIds, (_, n) => n));

/** Compares the real rows of a batch with plain loops, and counts them. */
function compare(batch: Batch, context: Context, { logits, hiddenStates }: Inference) {
  const { batchSize: B, sequenceLength: T, positions } = batch;
  const { hiddenSize: D, numHiddenLayers: L, vocabSize: V } = config;
  const { lower, last } = hiddenStates!;
  expect([lower.length, last.length]).toEqual([L * B * T * D, positions.length * D]);
  // Whoever multiplies padding by 0 must get 0.
  expect([...lower, ...last].every(Number.isFinite)).toBe(true);
  let asked = 0;
  for (let b = 0; b < B; b++) {
    const length = batch.attentionMask.subarray(b * T, (b + 1) * T).reduce((x, y) => x + y, 0);
    const sentence = batch.inputIds.subarray(b * T, b * T + length);
    const types = batch.tokenTypeIds!.subarray(b * T, b * T + length);
    const layers = encodeLayers(config, state.parameters, sentence, context, types);
    const want = [
      embed(config, state.parameters, sentence, types),
      ...Array.from(layers, ({ hidden }) => hidden),
    ];
    for (let l = 0; l < L; l++) {
      const at = (l * B + b) * T * D;
      const got = lower.subarray(at, at + length * D);
      // Sums in float32 by another order of additions, and an erf that is good to 1.5e-7.
      expectClose(got, want[l]!, 1e-5, `sentence ${b}, layer ${l}`);
    }
    positions.forEach((place, m) => {
      if (Math.floor(place / T) !== b || place % T >= length) return;
      const t = place % T;
      const name = `row ${place}`;
      const hidden = want[L]!.subarray(t * D, (t + 1) * D);
      expectClose(last.subarray(m * D, (m + 1) * D), hidden, 1e-5, name);
      const scores = maskedLogits(config, state.parameters, want[L]!, [t]);
      expectClose(logits.subarray(m * V, (m + 1) * V), scores, 2e-5, `logits of ${name}`);
      asked++;
    });
  }
  return asked;
}

/** Hidden states as plain loops have them, at some places, at none and at all. */
export function hiddenStatesOfPlainLoops(name: string, startEngine: () => Promise<Engine>): void {
  describe.skipIf(isSecondBrowser)(`hidden states on ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await startEngine();
    });

    it.each([undefined, 'no room'])(
      'and logits are those of plain loops, only looks: %s',
      async (onlyLooks) => {
        const size = { batchSize: SHAPE.B, sequenceLength: SHAPE.T, onlyLooks };
        const model = await engine.createModel(config, state, size);
        const real = some.attentionMask.reduce((a, b) => a + b, 0);
        expect(real).toBeLessThan(all.positions.length);
        expect(real).toBeGreaterThan(some.positions.length);
        for (const context of CONTEXTS) {
          // The first time that all are asked for, there is no room for so many yet.
          for (const [batch, rows] of [
            [some, SHAPE.M],
            [none, 0],
            [all, real],
          ] as const) {
            expect(compare(batch, context, await model.infer(batch, context, OPTIONS))).toBe(rows);
          }
        }
        const { hiddenStates, attentions } = await model.infer(some, 'both', { attentions: true });
        expect(hiddenStates).toBeUndefined();
        const both = await model.infer(some, 'both', { attentions: true, hiddenStates: true });
        expect(both.attentions).toEqual(attentions);
        compare(some, 'both', both);
        model.dispose();
      },
    );
  });
}
