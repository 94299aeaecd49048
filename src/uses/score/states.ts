import type { Asked, Encoded, Reader, Word } from '../reader';

/**
 * The state at one word of each text, [D]: the mean over its tokens.
 *
 * @param layer 0 is the embeddings
 */
export type StatesAt = (layer: number) => readonly Float64Array[];

/** Asks for the states at one word of each text, in all layers. */
export async function statesAt(
  reader: Reader,
  texts: readonly { readonly encoded: Encoded; readonly word: Word }[],
): Promise<StatesAt> {
  const { hiddenSize: D, numHiddenLayers: L } = reader.config;
  const placesOf = ({ from, to }: Word) => Array.from({ length: to - from }, (_, i) => from + i);
  const asked = await reader.ask(
    texts.map(({ encoded, word }) => ({
      ...{ ids: encoded.ids, types: encoded.types, places: placesOf(word) },
    })),
    { states: true },
  );
  const mean = (one: Asked, word: Word, layer: number) => {
    const sum = new Float64Array(D);
    const places = placesOf(word);
    places.forEach((t, m) => {
      const state = layer === L ? one.last(m) : one.lower(layer, t);
      for (let i = 0; i < D; i++) sum[i]! += state[i]! / places.length;
    });
    return sum;
  };
  return (layer) => texts.map(({ word }, i) => mean(asked[i]!, word, layer));
}
