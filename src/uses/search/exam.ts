import { key, permutation, uniforms } from '../../base/random';
import { withFeedback } from '../rivals/feedback';
import { createLsa } from '../rivals/lsa';
import { tellingWords } from '../rivals/tellingWords';
import { averagePrecision, rankOf } from '../score/ranking';
import {
  centredCosine,
  inverseFrequencies,
  meanVector,
  sentenceVectors,
  type TokenWeights,
} from '../score/vectors';
import { type Desk, ITEM_SEED, type Sitting, type Use } from '../use';
import { type Collection, collectionOf } from './collection';
import { find, readAlone } from './find';
import { drawQueries } from './sentences';
import { TOPIC_NAMES, TOPIC_WORDS } from './topics';

const QUERIES = 200;
/** Sentences of a person's text that are looked for */
const ITEMS = 100;
/** Directions of latent semantic analysis: the best of 20 to 100 in our language; the usual number in a real text */
const DIRECTIONS = 30;
const OWN_DIRECTIONS = 100;

/** Gives every text of the collection a score for a query. */
type Searcher = (query: string) => Promise<ArrayLike<number>> | ArrayLike<number>;

const zero = (vector: ArrayLike<number>) => new Float64Array(vector.length);

/** Ranks by cosines of sentence vectors. */
async function byVectors(
  { reader }: Desk,
  { encoded }: Collection,
  weights: TokenWeights,
  isCentred: boolean,
): Promise<Searcher> {
  const vectors = await sentenceVectors(reader, encoded, weights);
  const centre = isCentred ? meanVector(vectors) : zero(vectors[0]!);
  return async (query) => {
    const [own] = await sentenceVectors(reader, [reader.encode(query)], weights);
    return vectors.map((vector) => centredCosine(vector, own!, centre));
  };
}

function byLsa(read: readonly string[], { texts, topics }: Collection): Searcher {
  const wordsOf = tellingWords(read);
  const lsa = createLsa(read.map(wordsOf), topics ? DIRECTIONS : OWN_DIRECTIONS);
  const vectors = texts.map((text) => lsa.fold(wordsOf(text)));
  return (query) => {
    const own = lsa.fold(wordsOf(query));
    return vectors.map((vector) => centredCosine(vector, own, zero(own)));
  };
}

/** Everyone who searches, the model first. */
async function searchers(desk: Desk, collection: Collection) {
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
      ...{ who: 'alone', name: 'The model, the query read by itself' },
      search: async (query: string) =>
        (await readAlone(reader, collection, [reader.encode(query)]))[0]!.scores,
    },
    {
      ...{ who: 'vectors', name: 'The model, by its sentence vectors' },
      search: await byVectors(desk, collection, squared, true),
    },
    {
      ...{ who: 'mean', name: 'The model, by plain means of its vectors' },
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

/** What random orders come to on average, with R of N texts right. */
export function randomPrecision(N: number, R: number): number {
  let harmonic = 0;
  for (let k = 1; k <= N; k++) harmonic += 1 / k;
  return harmonic / N + ((R - 1) / (N - 1)) * (1 - harmonic / N);
}

async function sit<T extends { readonly text: string }>(
  about: Pick<Sitting, 'id' | 'title' | 'chance'>,
  items: readonly T[],
  everyone: Awaited<ReturnType<typeof searchers>>,
  score: (scores: ArrayLike<number>, item: T) => number,
): Promise<Sitting> {
  const rows = [];
  for (const { who, name, search } of everyone) {
    const scores: number[] = [];
    for (const item of items) scores.push(score(await search(item.text), item));
    rows.push({ who, name, scores });
  }
  return { ...about, rows };
}

/**
 * A sentence of the text, spoilt: of each two words one stays, and the other is left out or gives way to a word from
 * elsewhere in the text.
 */
export function spoiltQueries(sentences: readonly string[], count: number) {
  const wordsOf = tellingWords([]);
  const long = sentences.flatMap((text, at) => (wordsOf(text).length >= 6 ? [at] : []));
  const order = permutation(key(ITEM_SEED, sentences.length), long.length);
  const all = long.flatMap((at) => wordsOf(sentences[at]!));
  return Array.from(order.slice(0, count), (i) => {
    const at = long[i]!;
    const next = uniforms(key(ITEM_SEED, at));
    const words = wordsOf(sentences[at]!);
    const stays = new Set(permutation(key(ITEM_SEED, at, 1), words.length).slice(words.length / 2));
    const kept = words.flatMap((word, w) => {
      if (stays.has(w)) return [word];
      return next() < 0.5 ? [] : [all[Math.floor(next() * all.length)]!];
    });
    return { text: kept.join(' '), at };
  });
}

export const exam: Use['exam'] = async (desk) => {
  const collection = await collectionOf(desk);
  const everyone = await searchers(desk, collection);
  if (!collection.topics) {
    const { texts } = collection;
    const items = spoiltQueries(texts, ITEMS);
    if (items.length === 0) return [];
    const about = {
      id: 'knownItem',
      title: 'A sentence of the text with half of its words lost: one by its rank',
      chance: randomPrecision(texts.length, 1),
    };
    return [await sit(about, items, everyone, (scores, { at }) => 1 / rankOf(scores, at))];
  }
  const { topics, texts } = collection;
  const chance = randomPrecision(texts.length, texts.length / TOPIC_NAMES.length);
  const precision = (scores: ArrayLike<number>, { topic }: { topic: number }) =>
    averagePrecision(scores, (d) => topics[d] === topic);
  const words = [...TOPIC_WORDS].map(([text, { topic }]) => ({ text, topic }));
  return [
    await sit(
      {
        id: 'question',
        title: 'Questions whose words never stood together: average precision',
        chance,
      },
      ...([drawQueries(ITEM_SEED, QUERIES), everyone, precision] as const),
    ),
    await sit(
      { id: 'word', title: 'A single word: average precision', chance },
      ...([words, everyone, precision] as const),
    ),
  ];
};
