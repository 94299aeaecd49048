import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { key } from '../../../base/random';
import { CONTEXTS, type Context } from '../../../config/settings';
import { expectClose } from '../../testClose';
import { isSecondBrowser } from '../../testSecondBrowser';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import { dropoutMask, random, range, startOracle, valuesOf, withGradients } from '../testOracle';
import {
  type AttentionShape,
  attentionKernel,
  attentionKeyGradientKernel,
  attentionQueryGradientKernel,
  attentionWorkgroups,
} from './attention';

const device = await testDevice();
startOracle();

/** Scores of up to 72 products, an exp that WGSL lets be wrong by a few ulp, sums over 10 tokens. */
const TOLERANCE = 1e-6;
/** dP - δ are two sums of up to 72 products, and may cancel: of a token that sees only itself, wholly. */
const GRADIENT_TOLERANCE = 2e-6;

const B = 2;
const SITE = 4;
const P = 0.3;
const DROPOUT = { hiddenDropoutProb: 0, attentionProbsDropoutProb: P, key: 21 };

/** K = D / H: by fours and not, as straight code and (more than 16 elements) as a loop. */
const SHAPES: readonly AttentionShape[] = [
  { sequenceLength: 8, heads: 2, hiddenSize: 8, rowsPerThread: 1 },
  { sequenceLength: 7, heads: 3, hiddenSize: 12, rowsPerThread: 2 },
  { sequenceLength: 10, heads: 2, hiddenSize: 12, rowsPerThread: 4 },
  { sequenceLength: 7, heads: 1, hiddenSize: 9, rowsPerThread: 4 },
  { sequenceLength: 5, heads: 2, hiddenSize: 36, rowsPerThread: 1 },
  { sequenceLength: 9, heads: 1, hiddenSize: 72, rowsPerThread: 2 },
];

interface Case {
  readonly context: Context;
  readonly dropout?: typeof DROPOUT;
}
const CASES: readonly Case[] = [
  ...(isSecondBrowser ? [] : CONTEXTS.map((context) => ({ context }))),
  { context: 'both', dropout: DROPOUT },
  { context: 'left', dropout: DROPOUT },
];

describe.each(SHAPES)(
  'attention, T $sequenceLength, H $heads, D $hiddenSize, $rowsPerThread rows a thread',
  (shape) => {
    const { sequenceLength: T, heads: H, hiddenSize: D } = shape;
    const [N, K, maps] = [B * T, D / H, B * H * T * T];
    /** The second sentence ends after 3 tokens. */
    const attentionMask = Int32Array.from({ length: N }, (_, n) => (n < T + 3 ? 1 : 0));
    const qkv = random(1, N * 3 * D);
    // No gradient comes to a padded row: what it looks at is nobody's business.
    const dmixed = random(2, N * D).map((v, i) => (attentionMask[Math.floor(i / D)] ? v : 0));

    /** Scores before scaling + extra -> probabilities [B·H, T, T] and what they mix [N, D]. */
    const forward = (x: tf.Tensor, extra: tf.Tensor, { context, dropout }: Case) => {
      const parts = tf.split(tf.reshape(x, [B, T, 3, H, K]), 3, 2);
      const [q, k, v] = parts.map((part) =>
        tf.reshape(tf.transpose(tf.reshape(part, [B, T, H, K]), [0, 2, 1, 3]), [B * H, T, K]),
      );
      const raw = tf.add(tf.matMul(q!, k!, false, true), extra);
      const seen = range(maps).map((at) => {
        const [i, j] = [Math.floor(at / T) % T, at % T];
        const sentence = Math.floor(at / (H * T * T));
        const beside = (context === 'left' && j > i) || (context === 'right' && j < i);
        return attentionMask[sentence * T + j] === 1 && !beside;
      });
      const scores = tf.where(
        tf.tensor(seen, [B * H, T, T], 'bool'),
        tf.mul(raw, 1 / Math.sqrt(K)),
        tf.fill([B * H, T, T], -1e9),
      );
      const probabilities = tf.softmax(scores);
      const p = dropout?.attentionProbsDropoutProb ?? 0;
      const mask = dropoutMask(p, key(DROPOUT.key, SITE), range(maps));
      const mixed = tf.matMul(tf.mul(probabilities, tf.tensor(mask, [B * H, T, T])), v!);
      const joined = tf.transpose(tf.reshape(mixed, [B, H, T, K]), [0, 2, 1, 3]);
      return { probabilities, mixed: tf.reshape(joined, [N, D]), seen };
    };
    const oracle = (which: Case) => {
      const inputs = [tf.tensor2d(qkv, [N, 3 * D]), tf.zeros([B * H, T, T])] as const;
      const { probabilities, mixed, seen } = forward(...inputs, which);
      const { gradients } = withGradients(
        (x, extra) => forward(x!, extra!, which).mixed,
        inputs,
        tf.tensor2d(dmixed, [N, D]),
      );
      /** As the kernels keep maps: first who is looked at. */
      const turned = (map: tf.Tensor) => valuesOf(tf.transpose(map, [0, 2, 1]));
      return {
        probabilities: turned(probabilities),
        seen: turned(tf.tensor(seen, [B * H, T, T])),
        mixed: valuesOf(mixed),
        dqkv: gradients[0]!,
        dscores: turned(tf.tensor(gradients[1]!, [B * H, T, T])),
      };
    };
    const stepFor = ({ context, dropout }: Case, mask = attentionMask) =>
      stepOf({
        batch: batchOf({
          ...{ batchSize: B, sequenceLength: T, attentionMask: mask },
          inputIds: new Int32Array(N),
        }),
        context,
        ...(dropout && { dropout }),
      });
    const run = (
      make: (shape: AttentionShape) => Parameters<typeof runKernel>[1],
      step: Uint32Array,
      values: Record<string, Float32Array>,
    ) => {
      const inputs = { step, site: Uint32Array.of(SITE), qkv, ...values };
      return runKernel(device, make(shape), inputs, attentionWorkgroups(shape, B));
    };
    const runForward = (step: Uint32Array, input = qkv) =>
      run(attentionKernel, step, {
        qkv: input,
        probabilities: new Float32Array(maps).fill(-7),
        mixed: new Float32Array(N * D).fill(-7),
      });

    it.each(CASES)('context $context, dropout $dropout: probabilities and mixed', async (which) => {
      const want = oracle(which);
      const got = await runForward(stepFor(which));
      expectClose(got.probabilities!, want.probabilities, TOLERANCE, 'probabilities');
      expectClose(got.mixed!, want.mixed, TOLERANCE, 'mixed');
      // Whoever has something to look at looks at nothing hidden, not even a little.
      const hidden = range(maps).filter((at) => {
        const looking = Math.floor(at / (H * T * T)) * T + (at % T);
        return attentionMask[looking] && !want.seen[at];
      });
      expect(hidden.length).toBeGreaterThan(0);
      expect(hidden.every((at) => got.probabilities![at] === 0)).toBe(true);
    });

    it.each(CASES)('context $context, dropout $dropout: gradients', async (which) => {
      const { probabilities, mixed, dqkv, dscores } = oracle(which);
      const step = stepFor(which);
      const given = { probabilities, dmixed };
      const queries = await run(attentionQueryGradientKernel, step, {
        ...given,
        ...{ mixed, dscores: new Float32Array(maps).fill(-7) },
        dqkv: new Float32Array(N * 3 * D).fill(-7),
      });
      expectClose(queries.dscores!, dscores, GRADIENT_TOLERANCE, 'dscores');
      const keys = await run(attentionKeyGradientKernel, step, {
        ...{ ...given, dscores },
        dqkv: queries.dqkv!,
      });
      expectClose(keys.dqkv!, dqkv, GRADIENT_TOLERANCE, 'dqkv');
      // Each of the two has written its own part, and only that.
      const own = (values: Float32Array, part: number) =>
        values.filter((_, i) => Math.floor(i / D) % 3 === part);
      expect(own(keys.dqkv!, 0)).toEqual(own(queries.dqkv!, 0));
      expect([1, 2].every((part) => own(queries.dqkv!, part).every((v) => v === -7))).toBe(true);
    });

    it('what a token may not see does not change it', async () => {
      const first = await runForward(stepFor({ context: 'left' }));
      // Another last token in both sentences: a padded one in the second.
      const changed = qkv.map((v, i) => (Math.floor(i / (3 * D)) % T === T - 1 ? v + 1 : v));
      const second = await runForward(stepFor({ context: 'left' }), changed);
      const rowsOf = (values: Float32Array, rows: readonly number[]) =>
        rows.flatMap((n) => [...values.subarray(n * D, (n + 1) * D)]);
      const before = range(N).filter((n) => n % T < T - 1 && attentionMask[n]);
      expect(rowsOf(second.mixed!, before)).toEqual(rowsOf(first.mixed!, before));
      expect(rowsOf(second.mixed!, [T - 1])).not.toEqual(rowsOf(first.mixed!, [T - 1]));
    });

    it('one more token in the mask is seen', async () => {
      const mask = attentionMask.slice();
      mask[T + 3] = 1;
      const first = await runForward(stepFor({ context: 'both' }));
      const second = await runForward(stepFor({ context: 'both' }, mask));
      expect(second.mixed!.subarray(0, T * D)).toEqual(first.mixed!.subarray(0, T * D));
      expect(second.mixed!.subarray(T * D)).not.toEqual(first.mixed!.subarray(T * D));
    });
  },
);
