import type { Encoded, Reader } from '../reader';
import { sparseDot } from '../rivals/tfIdf';
import { type Expansion, expansions, merged } from '../score/expansion';
import { isKnown } from '../words';
import type { Collection } from './collection';

/** A query as the model expands it, and how well each text of the collection goes with it. */
export interface Found {
  readonly expansion: Expansion;
  /** [N], cosines of expansions: 0 to 1 */
  readonly scores: Float64Array;
}

/** Sentences in which a word that is asked alone is read: more change little. */
const READ = 20;

/**
 * Searches for several queries at once. A word alone has no context, and a masked language model says little more than the
 * word itself there; so it is read in the sentences that have it, and the query is the mean of their expansions (blind
 * feedback: Rocchio, "Relevance feedback in information retrieval", 1971).
 */
export async function find(
  reader: Reader,
  collection: Collection,
  queries: readonly Encoded[],
): Promise<readonly Found[]> {
  const plain = await expansions(reader, queries, collection.weights);
  return queries.map((query, q) => {
    const expansion = inContext(collection, query) ?? plain[q]!;
    const scores = collection.expanded.map((one) => sparseDot(one, expansion));
    return { expansion, scores: Float64Array.from(scores) };
  });
}

/** The expansion of a query with one telling word, from the sentences that have it; undefined where there are none. */
function inContext(collection: Collection, query: Encoded): Expansion | undefined {
  const { encoded, expanded, wordsOf } = collection;
  const telling = query.words.flatMap((word, w) => (wordsOf(word.text).length > 0 ? [w] : []));
  const [only, ...more] = telling;
  if (only === undefined || more.length > 0) return undefined;
  const word = query.words[only]!;
  if (!isKnown(query, word)) return undefined;
  const tokens = query.ids.subarray(word.from, word.to);
  const having = encoded.flatMap(({ ids }, d) => (hasRun(ids, tokens) ? [expanded[d]!] : []));
  return having.length > 0 ? merged(having.slice(0, READ), only) : undefined;
}

/** Whether tokens stand somewhere in a row. */
function hasRun(ids: Int32Array, tokens: Int32Array): boolean {
  for (let t = ids.indexOf(tokens[0]!); t >= 0; t = ids.indexOf(tokens[0]!, t + 1)) {
    if (tokens.every((id, i) => ids[t + i] === id)) return true;
  }
  return false;
}
