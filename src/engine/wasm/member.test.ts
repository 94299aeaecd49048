import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../model/layout';
import { shardOf, wholeBatch } from '../compiled/shard';
import type { Batch } from '../engine';
import { configOf, randomBatch, randomState, type Shape } from '../testShapes';
import { createExchange } from './exchange';
import { loadProgram } from './loadProgram';
import { giveMoments, joinTeam, type Member, readTogether, stepTogether } from './member';
import { rangeOf } from './range';
import { createReplica, type ReplicaInput, type State, type Which } from './replica';

const { module } = await loadProgram();

// 13 words of decay bits, so that every one of three workers has a range.
const USUAL: Shape = { V: 96, D: 32, L: 2, H: 2, F: 64, T: 16, B: 6, M: 11 };
// Less than one: all of it is the last worker's.
const TINY: Shape = { V: 24, D: 8, L: 1, H: 1, F: 8, T: 8, B: 3, M: 5 };

const inputOf = (step: number): ReplicaInput => ({
  context: 'both',
  dropout: { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, key: step },
  // The gradient's norm is larger than this, so it is clipped.
  update: { learningRate: 2e-4, weightDecay: 0.1, maxGradNorm: 0.5, step },
});

/** The first place at which two arrays differ, or -1; `toEqual` takes long over so many numbers. */
const unlike = (a: Float32Array, b: Float32Array) => a.findIndex((x, i) => x !== b[i]);

function expectEqual(got: State, want: State): void {
  for (const name of ['parameters', 'firstMoment', 'secondMoment'] as const) {
    expect(unlike(got[name], want[name]), name).toBe(-1);
  }
}

/** A model as a team of workers has it, all of them in this thread. */
function startTeamHere(shape: Shape, count: number) {
  const config = configOf(shape);
  const size = { batchSize: Math.ceil(shape.B / count), sequenceLength: shape.T };
  const ports: (MessagePort | undefined)[][] = Array.from({ length: count }, () => Array(count));
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const { port1, port2 } = new MessageChannel();
      ports[a]![b] = port1;
      ports[b]![a] = port2;
    }
  }
  const members = ports.map((own, rank) => {
    const replica = createReplica(module, config, randomState(config, 3), size);
    return joinTeam(replica, rank, createExchange(own), count);
  });
  return {
    each: (work: (member: Member) => void) => members.forEach(work),
    async train(batch: Batch, step: number) {
      const done = await Promise.all(
        members.map((member, rank) =>
          stepTogether(member, shardOf(batch, rank, count), inputOf(step)),
        ),
      );
      for (const { loss, gradNorm } of done) {
        expect([loss, gradNorm]).toEqual([done[0]!.loss, done[0]!.gradNorm]);
      }
      return done[0]!;
    },
    /** What the first worker reads, and whether all have these parameters. */
    async read(which: Which = 'present') {
      for (const member of members.slice(1)) giveMoments(member, which);
      const state = await readTogether(members[0]!, which);
      for (const { replica } of members) {
        expect(unlike(replica.read(which).parameters, state.parameters)).toBe(-1);
      }
      return state;
    },
    end() {
      for (const port of ports.flat()) port?.close();
    },
  };
}

type Here = ReturnType<typeof startTeamHere>;

/** Does something with a team, and reads what came of it. */
async function outcome(shape: Shape, count: number, work: (team: Here) => Promise<unknown>) {
  const team = startTeamHere(shape, count);
  try {
    await work(team);
    return await team.read();
  } finally {
    team.end();
  }
}

const batchOf = (shape: Shape, step: number) => randomBatch(shape, 20 + step);
const steps = (shape: Shape, from: number, to: number) => async (team: Here) => {
  for (let step = from; step <= to; step++) await team.train(batchOf(shape, step), step);
};

/** One worker's state, after the same steps. */
function alone(shape: Shape, count: number): State {
  const config = configOf(shape);
  const replica = createReplica(module, config, randomState(config, 3), {
    ...{ batchSize: shape.B, sequenceLength: shape.T },
  });
  for (let step = 1; step <= count; step++) {
    replica.update(replica.differentiate(wholeBatch(batchOf(shape, step)), inputOf(step)));
  }
  return replica.read();
}

/** In each worker's range: all moments within rounding of the largest, and parameters within what Adam makes of it. */
function expectSame(got: State, want: State, shape: Shape, count: number) {
  const layout = parameterLayout(configOf(shape));
  // A gradient that is 0 but for rounding: Adam divides it by its own size.
  const noise = new Uint8Array(layout.length);
  for (const { name, offset, size } of layout.groups.flatMap((g) => g.members)) {
    if (name.endsWith('key.bias')) noise.fill(1, offset, offset + size);
  }
  for (let rank = 0; rank < count; rank++) {
    const { start, end } = rangeOf(layout.length, rank, count);
    for (const name of ['parameters', 'firstMoment', 'secondMoment'] as const) {
      const [a, b] = [got[name].subarray(start, end), want[name].subarray(start, end)];
      const largest = b.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      // 1e-5 is a twentieth of what a step moves a weight.
      const most = name === 'parameters' ? 1e-5 : 1e-5 * largest;
      const wrong = a.findIndex((x, i) => !noise[start + i] && !(Math.abs(x - b[i]!) <= most));
      expect(wrong, `${name} of worker ${rank}`).toBe(-1);
      expect(end === start || largest > 0).toBe(true);
    }
  }
}

describe.each([2, 3])('%i workers', (count) => {
  it.each([
    ['a usual model', USUAL],
    ['one so small that some have no range', TINY],
  ])('come to what one comes to: %s', async (_, shape) => {
    const got = await outcome(shape, count, steps(shape, 1, 4));
    expectSame(got, alone(shape, 4), shape, count);
  });

  it('come to the same bits each time', async () => {
    const runs = [1, 2].map(() => outcome(USUAL, count, steps(USUAL, 1, 4)));
    const [one, other] = await Promise.all(runs);
    expectEqual(other!, one!);
  });

  it('keep their state where a batch has no room and the plan grows', async () => {
    const large = { ...USUAL, B: 2 * USUAL.B, M: 60 };
    const grown = await outcome(USUAL, count, async (team) => {
      await steps(USUAL, 1, 2)(team);
      await team.train(batchOf(large, 3), 3);
      await steps(USUAL, 4, 4)(team);
    });
    const roomy = await outcome({ ...large, M: USUAL.M }, count, async (team) => {
      await steps(USUAL, 1, 2)(team);
      await team.train(batchOf(large, 3), 3);
      await steps(USUAL, 4, 4)(team);
    });
    expectEqual(grown, roomy);
  });

  it('go back to marks, put a state aside and take it up, and go on to the same bits', async () => {
    const straight = await outcome(USUAL, count, steps(USUAL, 1, 4));
    const [two, four] = [await outcome(USUAL, count, steps(USUAL, 1, 2)), straight];
    const backAndForth = await outcome(USUAL, count, async (team) => {
      await steps(USUAL, 1, 2)(team);
      team.each(({ replica }) => {
        replica.mark();
        replica.setAside();
      });
      await steps(USUAL, 3, 4)(team);
      expectEqual(await team.read('aside'), two);
      expectEqual(await team.read(), four);
      team.each(({ replica }) => replica.restore('last'));
      expectEqual(await team.read(), two);
      await steps(USUAL, 3, 3)(team);
      team.each(({ replica }) => replica.swapAside());
      expectEqual(await team.read(), two);
      await steps(USUAL, 3, 4)(team);
    });
    expectEqual(backAndForth, straight);
    const handedOn = await outcome(USUAL, count, async (team) => {
      await steps(USUAL, 7, 7)(team);
      team.each(({ replica }) => replica.putAside(two));
      expectEqual(await team.read('aside'), two);
      team.each(({ replica }) => replica.swapAside());
      await steps(USUAL, 3, 4)(team);
    });
    expectEqual(handedOn, straight);
  });
});
