import type { Shard } from '../compiled/shard';
import type { Exchange, Parcel } from './exchange';
import { type Range, rangeOf } from './range';
import type { Replica, ReplicaInput, State, Which } from './replica';

/** One worker of several that train one model. */
export interface Member {
  readonly replica: Replica;
  /** Number of this worker, from 0 */
  readonly rank: number;
  /** What each worker updates, by rank */
  readonly ranges: readonly Range[];
  readonly exchange: Exchange;
}

/** Worker `rank` of `count`: from now on its replica updates its range only. */
export function joinTeam(
  replica: Replica,
  rank: number,
  exchange: Exchange,
  count: number,
): Member {
  const P = replica.parameters().length;
  const ranges = Array.from({ length: count }, (_, i) => rangeOf(P, i, count));
  replica.updateOnly(ranges[rank]!);
  return { replica, rank, ranges, exchange };
}

/** Σ of all workers' numbers, in the order of the workers, so that all come to the same bits. */
const total = (parcels: readonly (Parcel | undefined)[], own: number) =>
  parcels.reduce((sum, parcel) => sum + (parcel ? parcel.note : own), 0);

const cut = (values: Float32Array, { start, end }: Range) => values.subarray(start, end);

/**
 * A step in one worker of several, which divide AdamW and its moments among them (ZeRO, stage 1: Rajbhandari et al. 2020).
 * Each makes the gradients of its part of the batch, then does all that is to be done for its range of the parameters: sums
 * all workers' gradients there, and updates it. All have the same parameters after that, bit for bit. Returns the
 * loss and the norm of the whole batch.
 */
export async function stepTogether(
  { replica, rank, ranges, exchange }: Member,
  shard: Shard,
  input: ReplicaInput,
): Promise<{ loss: number; gradNorm: number }> {
  const lossSum = replica.differentiate(shard, input);
  const gradients = replica.gradients();
  const parts = await exchange.swap(lossSum, (to) => cut(gradients, ranges[to]!));
  const squares = replica.addGradients(parts.map((part) => part?.values));
  // The gradient is clipped by the norm of the whole.
  const sums = await exchange.swap(squares);
  const done = replica.update(total(parts, lossSum), total(sums, squares));
  const parameters = replica.parameters();
  const own = cut(parameters, ranges[rank]!);
  const updated = await exchange.swap(0, () => own);
  updated.forEach((part, from) => {
    if (part) parameters.set(part.values!, ranges[from]!.start);
  });
  return done;
}

/** Hands this worker's moments to the first one, which takes them with `readTogether`. */
export function giveMoments({ replica, exchange }: Member, which: Which): void {
  for (const moment of replica.moments(which)) exchange.give(0, moment);
}

/** The whole state, in the first worker: the others hand over the moments of what they update. */
export async function readTogether(
  { replica, rank, ranges, exchange }: Member,
  which: Which,
): Promise<State> {
  const state = replica.read(which);
  for (const [from, { start }] of ranges.entries()) {
    if (from === rank) continue;
    for (const moment of [state.firstMoment, state.secondMoment]) {
      moment.set(await exchange.take(from), start);
    }
  }
  return state;
}
