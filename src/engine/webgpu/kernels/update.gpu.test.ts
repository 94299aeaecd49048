import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { decayBits } from '../../compiled/decayBits';
import { expectClose } from '../../testClose';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import { random, range, startOracle, valuesOf } from '../testOracle';
import {
  adamWKernel,
  adamWWorkgroups,
  finishKernel,
  gradientNormKernel,
  gradientNormParts,
  gradientNormWorkgroups,
} from './update';

const device = await testDevice();
startOracle();

/** Sums of squares in float32, 16 vec4 an invocation and 64 invocations: all terms are positive. */
const TOLERANCE = 1e-6;

/** Two workgroups of the norm, the second not full; three words of decay bits. */
const P = 64 * 70;
const NORM = 1e-6;

describe('gradient norm', () => {
  const run = (gradients: Float32Array, slabs: number, stride: number, from: number) =>
    runKernel(
      device,
      gradientNormKernel(),
      {
        shape: Uint32Array.of(P / 4, slabs, stride / 4, from / 4),
        gradients,
        parts: new Float32Array(64).fill(-7),
      },
      gradientNormWorkgroups(P),
    );
  const squares = (values: Float32Array) => valuesOf(tf.sum(tf.square(tf.tensor1d(values))))[0]!;
  const sumOf = (parts: Float32Array) =>
    parts.subarray(0, gradientNormParts(P)).reduce((a, b) => a + b, 0);

  it('is of one slab what it is of the vector', async () => {
    const values = random(1, P);
    const { gradients, parts } = await run(values, 1, 0, 0);
    expect(gradients).toEqual(values);
    expect(gradientNormParts(P)).toBe(2);
    expectClose([sumOf(parts!)], [squares(values)], TOLERANCE, 'sum of squares');
    const each = [values.slice(0, 4096), values.slice(4096)].map(squares);
    expectClose(parts!.subarray(0, 2), each, TOLERANCE, 'parts');
    expect([...parts!.subarray(2)].every((v) => v === -7)).toBe(true);
  });

  it('adds slabs up, from where they begin', async () => {
    const from = 64 * 20;
    const stride = P - from;
    const values = random(1, P + 2 * stride);
    const { gradients, parts } = await run(values, 3, stride, from);
    const slab = (s: number) => tf.tensor1d(values.slice(from + s * stride, P + s * stride));
    const sum = valuesOf(tf.addN([slab(0), slab(1), slab(2)]));
    expect(gradients!.subarray(0, from)).toEqual(values.subarray(0, from));
    expectClose(gradients!.subarray(from, P), sum, 2e-7, 'sums'); // two additions
    expect(gradients!.subarray(P)).toEqual(values.subarray(P));
    const whole = squares(values.slice(0, from)) + squares(sum);
    expectClose([sumOf(parts!)], [whole], TOLERANCE, 'sum of squares');
  });
});

describe('statistics', () => {
  const M = 70; // more than a workgroup
  const run = (parts: Float32Array, maxGradNorm: number, slot: number) => {
    const losses = random(2, M + 5).map((v) => 5 + v);
    const update = { learningRate: 0, weightDecay: 0, maxGradNorm, step: 1 };
    const batch = batchOf({ positions: new Int32Array(M), labels: new Int32Array(M) });
    const values = {
      step: stepOf({ batch, update, slot }),
      shape: Uint32Array.of(parts.length, 0, 0, 0),
      ...{ parts, losses },
      statistics: new Float32Array(10).fill(-7),
      clip: new Float32Array(1),
    };
    const mean = valuesOf(tf.mean(tf.tensor1d(losses.slice(0, M))))[0]!;
    return { result: runKernel(device, finishKernel(), values, [1, 1, 1]), mean };
  };

  it.each([2, 100])('mean loss and norm of %i parts, in the slot', async (count) => {
    const parts = random(3, count).map(Math.abs);
    const { result, mean } = run(parts, 1, 3);
    const { statistics } = await result;
    const norm = valuesOf(tf.sqrt(tf.sum(tf.tensor1d(parts))))[0]!;
    expectClose(statistics!.subarray(6, 7), [mean], TOLERANCE, 'loss');
    expectClose(statistics!.subarray(7, 8), [norm], TOLERANCE, 'norm');
    expect([...statistics!].every((v, i) => (v === -7) === (i !== 6 && i !== 7))).toBe(true);
  });

  it.each([
    { norm: 5, most: 1, clip: 1 / (5 + NORM) },
    { norm: 0.5, most: 1, clip: 1 },
    { norm: 0, most: 1, clip: 1 },
    { norm: 0.001, most: 0.0001, clip: 0.0001 / (0.001 + NORM) },
  ])('clips norm $norm to $most', async ({ norm, most, clip }) => {
    const got = await run(Float32Array.of(norm * norm), most, 0).result;
    expectClose(got.clip!, [clip], TOLERANCE, 'clip');
  });
});

describe('AdamW', () => {
  const groups = [
    { offset: 0, size: 64 * 31 + 5, decay: true },
    { offset: 64 * 32, size: 64 * 2, decay: false },
    { offset: 64 * 34, size: 64 * 30, decay: true },
    { offset: 64 * 64, size: 7, decay: true },
    { offset: 64 * 65, size: 64 * 5, decay: false },
  ];
  const decays = (i: number) => {
    const group = groups.find((g) => i >= g.offset && i < Math.ceil((g.offset + g.size) / 64) * 64);
    return group?.decay ?? false;
  };

  it.each([
    { step: 1, clip: 1 },
    { step: 2, clip: 0.25 },
    { step: 1000, clip: 0.5 },
  ])('step $step, gradients times $clip', async ({ step, clip }) => {
    // Large, so that an error of the update shows beside parameters of order 1.
    const update = { learningRate: 0.3, weightDecay: 0.2, maxGradNorm: 1, step };
    const parameters = random(1, P);
    // Of every size from 1e-8 to 1e2.
    const gradients = random(2, P).map((g, i) => g * 10 ** ((i % 11) - 8));
    const first = step === 1 ? new Float32Array(P) : gradients.map((g, i) => g * (1 + (i % 3)));
    const second =
      step === 1 ? new Float32Array(P) : gradients.map((g, i) => g * g * (1 + (i % 5)));
    const got = await runKernel(
      device,
      adamWKernel(),
      {
        ...{ step: stepOf({ update }), shape: Uint32Array.of(P / 4, 0, 0, 0), gradients },
        ...{ clip: Float32Array.of(clip), decays: decayBits(groups, P), parameters },
        ...{ firstMoment: first, secondMoment: second },
      },
      adamWWorkgroups(P),
    );
    // Loshchilov and Hutter (2019), algorithm 2, in float64; ε as torch.optim.AdamW places it.
    const m = range(P).map((i) => 0.9 * first[i]! + 0.1 * gradients[i]! * clip);
    const v = range(P).map((i) => 0.999 * second[i]! + 0.001 * (gradients[i]! * clip) ** 2);
    const moved = range(P).map((i) => {
      const decay = decays(i) ? update.learningRate * update.weightDecay : 0;
      const mean = m[i]! / (1 - 0.9 ** step);
      const deviation = Math.sqrt(v[i]! / (1 - 0.999 ** step));
      return parameters[i]! * (1 - decay) - (update.learningRate * mean) / (deviation + 1e-8);
    });
    expectClose(got.parameters!, moved, TOLERANCE, 'parameters');
    // By order of magnitude, so that the small ones count.
    for (const size of range(11)) {
      const of = (values: ArrayLike<number>) =>
        Array.from(values).filter((_, i) => i % 11 === size);
      expectClose(of(got.firstMoment!), of(m), TOLERANCE, `first moment, 1e${size - 8}`);
      expectClose(of(got.secondMoment!), of(v), TOLERANCE, `second moment, 1e${size - 8}`);
    }
  });
});
