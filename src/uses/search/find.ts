import type { Encoded, Reader } from '../reader';
import { sparseDot } from '../rivals/tfIdf';
import { type Expansion, expansions } from '../score/expansion';
import type { Collection } from './collection';

/** A query as the model expands it, and how well each text of the collection goes with it. */
export interface Found {
  readonly expansion: Expansion;
  /** [N], cosines of expansions: 0 to 1 */
  readonly scores: Float64Array;
}

/** Searches for several queries at once. */
export async function find(
  reader: Reader,
  collection: Collection,
  queries: readonly Encoded[],
): Promise<readonly Found[]> {
  const expanded = await expansions(reader, queries, collection.weights);
  return expanded.map((expansion) => ({
    expansion,
    scores: Float64Array.from(collection.expanded, (one) => sparseDot(one, expansion)),
  }));
}
