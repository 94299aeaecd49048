import type { Encoded, Reader, Word } from '../reader';
import { sparseDot } from '../rivals/tfIdf';
import { type Expansion, expansions, merged } from '../score/expansion';
import { isKnown } from '../words';
import type { Collection } from './collection';

/** A query as it is expanded, and how well each text of the collection goes with it. */
export interface Found {
  readonly expansion: Expansion;
  /** [N], cosines of expansions: 0 to 1 */
  readonly scores: Float64Array;
}

/** Sentences in which a word is read: more change little. */
const READ = 20;

/** The words of a query that tell something: not those that many texts have. */
export const tellingIn = ({ wordsOf }: Collection, query: Encoded): readonly Word[] =>
  query.words.filter((word) => isKnown(query, word) && wordsOf(word.text).length > 0);

/**
 * Searches for several queries at once. People type words rather than sentences, of which a masked language model makes
 * little: it has read no such thing. So each telling word is read where it stands in the collection, and the query is the
 * mean of these sentences' expansions, each word's with equal weight (after blind feedback: Rocchio, "Relevance feedback in
 * information retrieval", 1971). A query of which no word stands anywhere is read as it is.
 */
export async function find(
  reader: Reader,
  collection: Collection,
  queries: readonly Encoded[],
): Promise<readonly Found[]> {
  const found = queries.map((query) => inContext(collection, query));
  const plain = await readAlone(
    reader,
    collection,
    queries.filter((_, q) => !found[q]),
  );
  let next = 0;
  return found.map((expansion) =>
    expansion ? { expansion, scores: scored(collection, expansion) } : plain[next++]!,
  );
}

/** Searches with queries as the model reads them by themselves. */
export async function readAlone(
  reader: Reader,
  collection: Collection,
  queries: readonly Encoded[],
): Promise<readonly Found[]> {
  const expanded = await expansions(reader, queries, collection.weights);
  return expanded.map((expansion) => ({ expansion, scores: scored(collection, expansion) }));
}

const scored = ({ expanded }: Collection, expansion: Expansion) =>
  Float64Array.from(expanded, (one) => sparseDot(one, expansion));

/** The query from the sentences that have its words; undefined where there are none. */
function inContext(collection: Collection, query: Encoded): Expansion | undefined {
  const { encoded, expanded } = collection;
  const parts = tellingIn(collection, query).flatMap((word) => {
    const tokens = query.ids.subarray(word.from, word.to);
    const having = encoded.flatMap(({ ids }, d) => (hasRun(ids, tokens) ? [expanded[d]!] : []));
    const number = query.words.indexOf(word);
    return having.length > 0 ? [merged(having.slice(0, READ), number)] : [];
  });
  return parts.length > 0 ? merged(parts) : undefined;
}

/** Whether tokens stand somewhere in a row. */
function hasRun(ids: Int32Array, tokens: Int32Array): boolean {
  for (let t = ids.indexOf(tokens[0]!); t >= 0; t = ids.indexOf(tokens[0]!, t + 1)) {
    if (tokens.every((id, i) => ids[t + i] === id)) return true;
  }
  return false;
}
