import { expect, it } from 'vitest';
import { wholeBatch } from '../compiled/shard';
import { expectClose } from '../testClose';
import { configOf, randomBatch, randomState, type Shape } from '../testShapes';
import { loadProgram } from './loadProgram';
import { createReplica } from './replica';

const T = 10;
const SHAPE: Shape = {
  ...{ V: 53, D: 12, L: 3, H: 2, F: 20, T, B: 7, M: 23 },
  ...{ ragged: true, segments: true, untied: true },
};
const dropout = { hiddenDropoutProb: 0.2, attentionProbsDropoutProb: 0.1, key: 5 };
const update = { step: 1, learningRate: 0.01, weightDecay: 0.1, maxGradNorm: 1 };

/** A replica that works on so many rows at a time. */
async function replicaOf(shape: Shape, chunkRows: number) {
  const { module } = await loadProgram();
  const config = configOf(shape);
  const size = { batchSize: shape.B, sequenceLength: shape.T };
  const state = randomState(config, 1);
  return createReplica(module, config, state, size, 'train', (kernels) => kernels, chunkRows);
}

// The blanks of the last layer are done all at once, so with one layer nothing is in chunks; they may be more than a chunk.
it.each([
  [1, false],
  [2, false],
  [3, false],
  [3, true],
])('%i layers make the same gradients for a few sentences at a time; tied: %s', async (L, tied) => {
  const shape = { ...SHAPE, L, untied: !tied };
  const shard = wholeBatch(randomBatch(shape, 3));
  const gradientsOf = async (chunkRows: number) => {
    const replica = await replicaOf(shape, chunkRows);
    // The second step finds what the first has left.
    const losses = [1, 2].map(() =>
      replica.differentiate(shard, { context: 'right', dropout, update }),
    );
    return { losses, gradients: replica.gradients().slice(), replica };
  };
  const whole = await gradientsOf(7 * T);
  for (const chunkRows of [1, T, 2 * T + 3, 3 * T]) {
    const chunks = await gradientsOf(chunkRows);
    expectClose(chunks.losses, whole.losses, 1e-6, `losses, ${chunkRows} rows`);
    expectClose(chunks.gradients, whole.gradients, 2e-6, `gradients, ${chunkRows} rows`);
    expect((await gradientsOf(chunkRows)).gradients).toEqual(chunks.gradients);
  }
});

it('has no gradient where a part of a batch has no sentences', async () => {
  const replica = await replicaOf(SHAPE, 2 * T);
  const input = { context: 'both', dropout, update } as const;
  replica.differentiate(wholeBatch(randomBatch(SHAPE, 3)), input);
  expect(replica.gradients().some((x) => x !== 0)).toBe(true);
  const none = { ...wholeBatch(randomBatch({ ...SHAPE, B: 0, M: 0 }, 3)), batchBlanks: 9 };
  expect(replica.differentiate(none, input)).toBe(0);
  expect(replica.gradients().every((x) => x === 0)).toBe(true);
});

it('looks at a few sentences at a time, and at fewer where they are longer', async () => {
  const [few, all] = await Promise.all([replicaOf(SHAPE, 8), replicaOf(SHAPE, 7 * T)]);
  for (const shape of [SHAPE, { ...SHAPE, T: 3, B: 20 }, { ...SHAPE, B: 12 }]) {
    const shard = wholeBatch(randomBatch(shape, 4));
    const look = (of: typeof few) =>
      of.infer(shard, 'left', { attentions: true, hiddenStates: true });
    expect(look(few)).toEqual(look(all));
    expect(few.evaluate(shard, 'both')).toEqual(all.evaluate(shard, 'both'));
  }
});

it('takes less memory the fewer rows it works on', async () => {
  const shape = { ...SHAPE, B: 300 };
  const [few, all] = await Promise.all([replicaOf(shape, 8), replicaOf(shape, 300 * T)]);
  expect(few.bytes()).toBeLessThan(0.9 * all.bytes());
});
