import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { Batch } from '../engine/engine';
import { bertConfig } from '../model/config';
import { bestGuesses, divergence, likeliest, look, rankedAnswer } from './look';
import { countingModel } from './testModel';

it('is as far from the truth as its definition says, and never below 0', () => {
  expect(divergence(Float64Array.of(0.5, 0.5, 0), Float32Array.of(1, 1, -1e9))).toBeCloseTo(0, 6);
  expect(divergence(Float64Array.of(1, 0), Float32Array.of(0, 0))).toBeCloseTo(Math.log(2), 6);
  const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 9,
  });
  fc.assert(
    fc.property(row, fc.nat(), (weights, shift) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const truth = Float64Array.from(weights, (w) => w / sum);
      const same = Float32Array.from(truth, (p) => Math.log(p) + (shift % 7));
      expect(divergence(truth, same)).toBeCloseTo(0, 5);
      expect(divergence(truth, same.toReversed())).toBeGreaterThan(-1e-5);
    }),
  );
});

it('lists what is possible, most probable first', () => {
  const found = likeliest(Float64Array.of(0, 0.2, 0.5, 0, 0.3), 2);
  expect(found).toEqual([
    { id: 2, probability: 0.5 },
    { id: 4, probability: 0.3 },
  ]);
});

describe('the best guesses', () => {
  const logits = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

  it('are listed with their probabilities, without special tokens, which take their share', () => {
    const row = logits(0.1, 0.05, 0.05, 0.1, 0.1, 0.1, 0.3, 0.05, 0.15);
    const found = bestGuesses(row, 3);
    expect(found.map(({ id }) => id)).toEqual([6, 8, 5]);
    [0.3, 0.15, 0.1].forEach((p, i) => {
      expect(found[i]!.probability).toBeCloseTo(p, 6);
    });
  });

  it('are in the order of ids where they are equally probable, and all where more are wanted', () => {
    const row = new Float32Array(8).fill(500); // their exponentials would be infinite
    expect(bestGuesses(row, 2).map(({ id }) => id)).toEqual([5, 6]);
    expect(bestGuesses(row, 9).map(({ id }) => id)).toEqual([5, 6, 7]);
    expect(bestGuesses(row, 9)[0]!.probability).toBeCloseTo(1 / 8, 9);
  });
});

describe('the right answer', () => {
  const row = Float32Array.from([0.1, 0.05, 0.05, 0.1, 0.4, 0.05, 0.1, 0.02, 0.13], Math.log);

  it('has its probability and its place among the words, though special tokens are more probable', () => {
    const { id, probability, rank } = rankedAnswer(row, 6);
    expect([id, rank]).toEqual([6, 2]);
    expect(probability).toBeCloseTo(0.1, 6);
    expect(rankedAnswer(row, 7).rank).toBe(4);
  });

  it('has the place at which the guesses list it', () => {
    const logits = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 20 });
    fc.assert(
      fc.property(logits, (values) => {
        const row = Float32Array.from(values);
        for (const [i, guess] of bestGuesses(row, 20).entries()) {
          const answer = rankedAnswer(row, guess.id);
          expect(answer.rank).toBe(i + 1);
          expect(answer.probability).toBeCloseTo(guess.probability, 12);
        }
      }),
    );
  });
});

describe('a look', () => {
  const settings = { ...DEFAULT_SETTINGS, context: 'left' as const };
  const request = { requestId: 3, inputIds: Int32Array.of(2, 4, 3), blanks: [1] };
  const config = { ...bertConfig(settings, 8), maxPositionEmbeddings: 5, numAttentionHeads: 1 };

  /** A model whose map `m` has m * 100 + 10 * row + column, and which finds token 6 likeliest. */
  function lookedAt(T = 5) {
    const { model } = countingModel({ config, step: 9 });
    const seen: [Batch, string][] = [];
    model.infer = async (batch, context) => {
      seen.push([batch, context]);
      const attentions = Float32Array.from({ length: 2 * T * T }, (_, i) => {
        const [map, row] = [Math.floor(i / (T * T)), Math.floor(i / T) % T];
        return 100 * map + 10 * row + (i % T);
      });
      const logits = new Float32Array(batch.positions.length * 8);
      for (let m = 0; m < batch.positions.length; m++) logits[8 * m + 6 - m] = 3;
      return { logits, attentions };
    };
    return { model, seen };
  }

  it('shows the sentence padded to the full length, and has the maps of its own length', async () => {
    const { model, seen } = lookedAt();
    const view = await look(model, request, settings);
    const [batch, context] = seen[0]!;
    expect(batch).toEqual({
      ...{ batchSize: 1, sequenceLength: 5, labels: Int32Array.of(0) },
      inputIds: Int32Array.of(2, 4, 3, 0, 0),
      attentionMask: Int32Array.of(1, 1, 1, 0, 0),
      positions: Int32Array.of(1),
    });
    expect(context).toBe('left');
    expect(view).toMatchObject({ requestId: 3, step: 9, context: 'left', exact: undefined });
    expect(view).toMatchObject({ length: 3, layers: 2, heads: 1 });
    const map = [0, 1, 2, 10, 11, 12, 20, 21, 22];
    expect(Array.from(view.attentions)).toEqual([...map, ...map.map((p) => 100 + p)]);
    expect(view.milliseconds).toBeGreaterThanOrEqual(0);
    expect(view.milliseconds).toBeLessThan(60_000);
  });

  it('has guesses for each blank, five or as many as were asked for', async () => {
    const asked = { ...request, inputIds: Int32Array.of(2, 4, 4, 3), blanks: [1, 2] };
    const { guesses } = await look(lookedAt().model, { ...asked, count: 2 }, settings);
    expect(guesses.map((of) => of.map(({ id }) => id))).toEqual([
      [6, 5],
      [5, 6],
    ]);
    const large = countingModel(); // of 100 tokens
    const view = await look(large.model, request, settings);
    expect(view.guesses[0]).toHaveLength(5);
  });

  it('tells how the answers that it was given rank, each at its own blank', async () => {
    const asked = { ...request, inputIds: Int32Array.of(2, 4, 4, 4, 3), blanks: [1, 2, 3] };
    const view = await look(lookedAt().model, { ...asked, answers: [6, undefined, 6] }, settings);
    const [sure, unknown, unsure] = view.answers!;
    expect([sure!.rank, unknown, unsure!.rank]).toEqual([1, undefined, 2]);
    expect(sure!.probability).toBeCloseTo(Math.exp(3) / (Math.exp(3) + 7), 6);
    expect(await look(lookedAt().model, asked, settings)).not.toHaveProperty('answers');
  });

  it('has the exact answers beside, where the language has such a sentence', async () => {
    const { model } = lookedAt();
    const certain = Float64Array.of(0, 0, 0, 0, 0, 0, 1, 0);
    const posterior = (ids: ArrayLike<number>, blanks: readonly number[], context: string) => {
      expect([Array.from(ids), blanks, context]).toEqual([[2, 4, 3], [1], 'left']);
      return [certain];
    };
    const { exact } = await look(model, request, settings, { posterior });
    expect(exact![0]!.guesses).toEqual([{ id: 6, probability: 1 }]);
    expect(exact![0]!.divergence).toBeCloseTo(Math.log(Math.exp(3) + 7) - 3, 6);
    const unknown = await look(model, request, settings, { posterior: () => undefined });
    expect(unknown.exact).toBeUndefined();
  });

  it('is refused where the sentence does not fit', async () => {
    const long = { ...request, inputIds: new Int32Array(6) };
    await expect(look(lookedAt().model, long, settings)).rejects.toThrow(
      '6 tokens do not fit in 5 positions',
    );
    await look(lookedAt().model, { ...request, inputIds: new Int32Array(5) }, settings);
  });
});
