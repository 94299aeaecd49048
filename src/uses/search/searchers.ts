import { withFeedback } from '../rivals/feedback';
import { createLsa } from '../rivals/lsa';
import { tellingWords } from '../rivals/tellingWords';
import {
  centredCosine,
  inverseFrequencies,
  meanVector,
  sentenceVectors,
  type TokenWeights,
} from '../score/vectors';
import type { Desk } from '../use';
import type { Collection } from './collection';
import { find, readAlone } from './find';

/** Directions of latent semantic analysis: the best of 20 to 100 in our language; the usual number in a real text */
const DIRECTIONS = 30;
const OWN_DIRECTIONS = 100;

/** Gives every text of the collection a score for a query. */
type Search = (query: string) => Promise<ArrayLike<number>> | ArrayLike<number>;

const zero = (vector: ArrayLike<number>) => new Float64Array(vector.length);

/** Ranks by cosines of sentence vectors. */
async function byVectors(
  { reader }: Desk,
  { encoded }: Collection,
  weights: TokenWeights,
  isCentred: boolean,
): Promise<Search> {
  const vectors = await sentenceVectors(reader, encoded, weights);
  const centre = isCentred ? meanVector(vectors) : zero(vectors[0]!);
  return async (query) => {
    const [own] = await sentenceVectors(reader, [reader.encode(query)], weights);
    return vectors.map((vector) => centredCosine(vector, own!, centre));
  };
}

function byLsa(read: readonly string[], { texts, topics }: Collection): Search {
  const wordsOf = tellingWords(read);
  const lsa = createLsa(read.map(wordsOf), topics ? DIRECTIONS : OWN_DIRECTIONS);
  const vectors = texts.map((text) => lsa.fold(wordsOf(text)));
  return (query) => {
    const own = lsa.fold(wordsOf(query));
    return vectors.map((vector) => centredCosine(vector, own, zero(own)));
  };
}

export interface Searcher {
  readonly who: string;
  readonly name: string;
  readonly search: Search;
}

/** Everyone who searches, the model first. */
export async function searchers(desk: Desk, collection: Collection): Promise<readonly Searcher[]> {
  const { reader, sentences, isOwn } = desk;
  const { bm25, wordsOf, texts } = collection;
  const documents = texts.map(wordsOf);
  // Latent semantic analysis reads what the model has read; of a person's text, what is searched.
  const read = isOwn ? texts : sentences;
  const squared = inverseFrequencies(read.map((text) => reader.encode(text)));
  return [
    {
      ...{ who: 'model', name: 'The model' },
      search: async (query: string) =>
        (await find(reader, collection, [reader.encode(query)]))[0]!.scores,
    },
    {
      ...{ who: 'model/alone', name: 'The model, the query read by itself' },
      search: async (query: string) =>
        (await readAlone(reader, collection, [reader.encode(query)]))[0]!.scores,
    },
    {
      ...{ who: 'model/vectors', name: 'The model, by its sentence vectors' },
      search: await byVectors(desk, collection, squared, true),
    },
    {
      ...{ who: 'model/mean', name: 'The model, by plain means of its vectors' },
      search: await byVectors(desk, collection, () => 1, false),
    },
    {
      ...{ who: 'bm25', name: 'BM25' },
      search: (query: string) => bm25.scores(wordsOf(query)),
    },
    {
      ...{ who: 'feedback', name: 'BM25, again with words of its best ten' },
      search: (query: string) => withFeedback(bm25, documents, wordsOf(query)),
    },
    { ...{ who: 'lsa', name: 'Latent semantic analysis' }, search: byLsa(read, collection) },
  ];
}
