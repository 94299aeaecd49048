import type { Encoded } from '../reader';
import { remembered } from '../remembered';
import { tellingWords } from '../rivals/tellingWords';
import { inverseFrequencies, meanVector, sentenceVectors } from '../score/vectors';
import type { Desk } from '../use';

/** Sentences by which words are weighed, and of those the ones whose mean is the centre: more change neither */
const WEIGHED = 2000;
const CENTRED = 500;

/** How sentences are compared. */
export interface Space {
  /** [D], what sentences of this language have in common */
  readonly centre: Float64Array;
  /** Whether a word tells something: not one that many sentences have */
  tells(word: string): boolean;
  vectorsOf(sentences: readonly Encoded[]): Promise<readonly Float64Array[]>;
}

/** Vectors of the last layer, weighted by how much each token tells, once for each model and text. */
export const spaceOf = remembered(async ({ reader, sentences }: Desk): Promise<Space> => {
  const read = sentences.slice(0, WEIGHED);
  const encoded = read.map((text) => reader.encode(text));
  const wordsOf = tellingWords(read);
  const weights = inverseFrequencies(encoded);
  const vectorsOf = (some: readonly Encoded[]) => sentenceVectors(reader, some, weights);
  const some = await vectorsOf(encoded.slice(0, CENTRED));
  return {
    centre: some.length > 0 ? meanVector(some) : new Float64Array(reader.config.hiddenSize),
    tells: (word) => wordsOf(word).length > 0,
    vectorsOf,
  };
});
