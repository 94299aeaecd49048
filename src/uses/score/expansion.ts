import { FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import type { Encoded, Reader } from '../reader';
import type { SparseVector } from '../rivals/tfIdf';
import type { TokenWeights } from './vectors';

/** Tokens that a text keeps: the rest weighs next to nothing, and a large vocabulary times many texts would not fit */
const KEPT = 64;
/** A text as words that the model would say in it; columns are token ids. */
export interface Expansion extends SparseVector {
  /** For each column the number of the word at whose place it is likeliest */
  readonly words: Uint32Array;
}

/**
 * Texts as the words that the model would say at their places: for every token of the vocabulary its probability at the
 * place where it is likeliest, times its weight, scaled to length 1. So a text has words that do not stand in it. After
 * SPLADE (Formal, Piwowarski and Clinchant, SIGIR 2021), without its training for search, in which weights are learned.
 *
 * @param texts some dozens at once, for the memory's sake
 * @param weights of tokens: how much each tells
 * @returns for each text its 64 strongest tokens; none for one without words
 */
export async function expansions(
  reader: Reader,
  texts: readonly Encoded[],
  weights: TokenWeights,
): Promise<readonly Expansion[]> {
  const V = reader.vocabulary.tokens.length;
  const weightOf = Float64Array.from({ length: V }, (_, id) =>
    id < FIRST_PIECE_ID ? 0 : weights(id),
  );
  const asked = await reader.ask(
    texts.map(({ ids, types, words }) => ({ ids, types, places: placesOf(words) })),
  );
  return texts.map(({ words }, i) => {
    const most = new Float64Array(V);
    const by = new Uint32Array(V);
    let m = 0;
    words.forEach((word, w) => {
      for (let t = word.from; t < word.to; t++) {
        const logP = asked[i]!.logProbabilities(m++);
        for (let v = FIRST_PIECE_ID; v < V; v++) {
          const value = Math.exp(logP[v]!) * weightOf[v]!;
          if (value > most[v]!) {
            most[v] = value;
            by[v] = w;
          }
        }
      }
    });
    return strongest(most, by);
  });
}

const placesOf = (words: Encoded['words']) =>
  words.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

/** The largest values of [V], at length 1. */
function strongest(values: Float64Array, by: Uint32Array): Expansion {
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
    words: Uint32Array.from(columns, (v) => by[v]!),
  };
}

/**
 * The mean of expansions, at length 1.
 *
 * @param word the one that is said to say all of it; if left out, of each column the word that says most
 */
export function merged(some: readonly Expansion[], word?: number): Expansion {
  const sums = new Map<number, { sum: number; most: number; word: number }>();
  for (const { columns, values, words } of some) {
    columns.forEach((column, i) => {
      const value = values[i]!;
      const one = sums.get(column);
      if (!one) sums.set(column, { sum: value, most: value, word: word ?? words[i]! });
      else {
        one.sum += value;
        if (word === undefined && value > one.most) one.word = words[i]!;
        one.most = Math.max(one.most, value);
      }
    });
  }
  const columns = Uint32Array.from(sums.keys()).sort();
  const values = Float64Array.from(columns, (column) => sums.get(column)!.sum);
  const length = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
  return {
    columns,
    values: values.map((x) => x / (length || 1)),
    words: Uint32Array.from(columns, (column) => sums.get(column)!.word),
  };
}

/**
 * What each word of two expanded texts gives to their cosine: of every token that both have, the product of its values goes
 * to the word of each text that says it.
 *
 * @param counts how many words each text has
 */
export function expansionParts(
  a: Expansion,
  b: Expansion,
  [countA, countB]: readonly [number, number],
): readonly [Float64Array, Float64Array] {
  const parts = [new Float64Array(countA), new Float64Array(countB)] as const;
  for (let i = 0, j = 0; i < a.columns.length && j < b.columns.length; ) {
    const difference = a.columns[i]! - b.columns[j]!;
    if (difference === 0) {
      const product = a.values[i]! * b.values[j]!;
      parts[0][a.words[i]!]! += product;
      parts[1][b.words[j]!]! += product;
      i++;
      j++;
    } else if (difference < 0) i++;
    else j++;
  }
  return parts;
}
