import type { Shard } from '../compiled/shard';
import type { Exchange } from './exchange';
import type { Replica, ReplicaInput } from './replica';

/** One worker's share in a step of the whole team. */
export interface Member {
  readonly replica: Replica;
  /** Number of this worker, from 0 */
  readonly rank: number;
  readonly exchange: Exchange;
}

/**
 * A step in one worker of several: the gradients of its part, all others', their sum, the update. All
 * come to the same parameters, bit for bit. Returns the loss and the norm of the whole batch.
 */
export async function stepTogether(
  { replica, rank, exchange }: Member,
  shard: Shard,
  input: ReplicaInput,
): Promise<{ loss: number; gradNorm: number }> {
  const own = replica.differentiate(shard, input);
  const parcels = await exchange.swap(replica.gradients(), own);
  replica.addGradients(
    rank,
    parcels.map((parcel) => parcel?.values),
  );
  // In the order of the workers, as the gradients.
  return replica.update(parcels.reduce((sum, parcel) => sum + (parcel?.lossSum ?? own), 0));
}
