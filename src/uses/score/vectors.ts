import { type Encoded, portions, type Reader } from '../reader';

/** Squared inverse document frequency of tokens: ln(N / n)^2, by how many of N sentences have the token. */
export type TokenWeights = (id: number) => number;

/**
 * How much each token tells: squared inverse sentence frequency (Spärck Jones 1972, squared), with one sentence more than
 * there are, so that no token weighs nothing and an unknown one weighs most.
 */
export function inverseFrequencies(sentences: readonly Encoded[]): TokenWeights {
  const counts = new Map<number, number>();
  for (const { ids } of sentences) {
    for (const id of new Set(ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const N = sentences.length + 1;
  return (id) => Math.log(N / (counts.get(id) ?? 0.5)) ** 2;
}

/**
 * Vectors of sentences: the mean of their words' states in a layer, each weighted (no [CLS], no [SEP]).
 *
 * @param layer 0 is the embeddings; the last layer if left out
 * @returns for each sentence [D]; zeros for one without words
 */
export async function sentenceVectors(
  reader: Reader,
  sentences: readonly Encoded[],
  weights: TokenWeights,
  layer: number = reader.config.numHiddenLayers,
): Promise<readonly Float64Array[]> {
  const { hiddenSize: D, numHiddenLayers: L } = reader.config;
  const placesOf = ({ words }: Encoded) =>
    words.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  const vectors: Float64Array[] = [];
  for (const some of portions(sentences)) {
    const rows = some.map((one) => ({ ids: one.ids, types: one.types, places: placesOf(one) }));
    const asked = await reader.ask(rows, { states: true });
    some.forEach(({ ids }, s) => {
      const sum = new Float64Array(D);
      let total = 0;
      rows[s]!.places.forEach((t, m) => {
        const state = layer === L ? asked[s]!.last(m) : asked[s]!.lower(layer, t);
        const weight = weights(ids[t]!);
        total += weight;
        for (let i = 0; i < D; i++) sum[i]! += weight * state[i]!;
      });
      vectors.push(total > 0 ? sum.map((x) => x / total) : sum);
    });
  }
  return vectors;
}

/** @returns [D], the mean of at least one vector */
export function meanVector(vectors: readonly ArrayLike<number>[]): Float64Array {
  const mean = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) {
    for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]! / vectors.length;
  }
  return mean;
}

/**
 * Cosine of two vectors [D] after a centre [D] is taken from both: what all sentences share says nothing of any (Mu and
 * Viswanath, "All-but-the-top", ICLR 2018). 0 where one of them is the centre itself.
 */
export function centredCosine(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  centre: ArrayLike<number>,
): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  let cc = 0;
  for (let i = 0; i < centre.length; i++) {
    const x = a[i]! - centre[i]!;
    const y = b[i]! - centre[i]!;
    dot += x * y;
    aa += x * x;
    bb += y * y;
    cc += centre[i]! ** 2;
  }
  // What rounding leaves of two equal vectors is no direction.
  const least = 1e-12 * cc;
  return aa > least && bb > least ? dot / Math.sqrt(aa * bb) : 0;
}
