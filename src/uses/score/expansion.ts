import type { SparseVector } from '../rivals/tfIdf';
import type { Encoded, Reader } from '../reader';
import type { TokenWeights } from './vectors';

/** Tokens that a text keeps: the rest weighs next to nothing, and a large vocabulary times many texts would not fit */
const KEPT = 64;
/** Texts between two words of progress */
const CHUNK = 64;

export interface ExpansionEvents {
  readonly onProgress?: (fraction: number) => void;
  readonly pause?: () => Promise<void>;
}

/**
 * Texts as the words that the model would say at their places: for every token of the vocabulary its probability at the
 * place where it is likeliest, times its weight, scaled to length 1. So a text has words that do not stand in it. After
 * SPLADE (Formal, Piwowarski and Clinchant, SIGIR 2021), without its training for search: there the weights are learnt.
 *
 * @param weights of tokens: how much each tells
 * @returns for each text its 64 strongest tokens
 */
export async function expansions(
  reader: Reader,
  texts: readonly Encoded[],
  weights: TokenWeights,
  { onProgress, pause }: ExpansionEvents = {},
): Promise<readonly SparseVector[]> {
  const V = reader.vocabulary.tokens.length;
  const weightOf = Float64Array.from({ length: V }, (_, id) => weights(id));
  const expanded: SparseVector[] = [];
  for (let from = 0; from < texts.length; from += CHUNK) {
    const some = texts.slice(from, from + CHUNK);
    const places = some.map(({ words }) => wordPlaces(words));
    const asked = await reader.ask(
      some.map(({ ids, types }, i) => ({ ids, types, places: places[i]! })),
    );
    asked.forEach((one, i) => {
      const most = new Float32Array(V).fill(Number.NEGATIVE_INFINITY);
      for (let m = 0; m < places[i]!.length; m++) {
        const p = one.logProbabilities(m);
        for (let v = 0; v < V; v++) if (p[v]! > most[v]!) most[v] = p[v]!;
      }
      expanded.push(strongest(Float64Array.from(most, (x, v) => Math.exp(x) * weightOf[v]!)));
    });
    onProgress?.(expanded.length / texts.length);
    await pause?.();
  }
  return expanded;
}

const wordPlaces = (words: Encoded['words']) =>
  words.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

/** The largest values of [V], at length 1. */
function strongest(values: Float64Array): SparseVector {
  const least = values.length > KEPT ? values.toSorted().at(-KEPT)! : 0;
  const columns: number[] = [];
  let square = 0;
  values.forEach((x, v) => {
    if (x <= 0 || x < least || columns.length === KEPT) return;
    columns.push(v);
    square += x * x;
  });
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return {
    columns: Uint32Array.from(columns),
    values: Float64Array.from(columns, (v) => values[v]! * scale),
  };
}
