import { key, permutation, uniforms } from '../../base/random';
import { tellingWords } from '../rivals/tellingWords';
import { averagePrecision, rankOf } from '../score/ranking';
import { type Desk, ITEM_SEED, type Sitting, type Use } from '../use';
import { collectionOf } from './collection';
import { type Searcher, searchers } from './searchers';
import { drawQueries } from './sentences';
import { TOPIC_NAMES, TOPIC_WORDS } from './topics';

const QUERIES = 200;
/** Sentences of a person's text that are looked for */
const ITEMS = 100;

/** What random orders come to on average, with R of N texts right. */
export function randomPrecision(N: number, R: number): number {
  let harmonic = 0;
  for (let k = 1; k <= N; k++) harmonic += 1 / k;
  return harmonic / N + ((R - 1) / (N - 1)) * (1 - harmonic / N);
}

async function sit<T extends { readonly text: string }>(
  { pause, onProgress }: Desk,
  everyone: readonly Searcher[],
  about: Pick<Sitting, 'id' | 'title' | 'chance'>,
  items: readonly T[],
  score: (scores: ArrayLike<number>, item: T) => number,
): Promise<Sitting> {
  const rows = [];
  for (const [at, { who, name, search }] of everyone.entries()) {
    const scores: number[] = [];
    for (const item of items) {
      scores.push(score(await search(item.text), item));
      await pause();
    }
    rows.push({ who, name, scores });
    onProgress((at + 1) / everyone.length);
  }
  return { ...about, rows };
}

/**
 * A sentence of the text, spoilt: of each two words one stays, and the other is left out or gives way to a word from
 * elsewhere in the text.
 */
export function spoiltQueries(sentences: readonly string[], count: number) {
  // Common by no sentences: every word counts.
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
  if (!collection.topics) {
    const { texts } = collection;
    const items = spoiltQueries(texts, ITEMS);
    if (items.length === 0) return [];
    const everyone = await searchers(desk, collection);
    const about = {
      id: 'knownItem',
      title: 'A half-remembered sentence is found: one divided by its rank',
      chance: randomPrecision(texts.length, 1),
    };
    return [await sit(desk, everyone, about, items, (scores, { at }) => 1 / rankOf(scores, at))];
  }
  const everyone = await searchers(desk, collection);
  const { topics, texts } = collection;
  const chance = randomPrecision(texts.length, texts.length / TOPIC_NAMES.length);
  const precision = (scores: ArrayLike<number>, { topic }: { topic: number }) =>
    averagePrecision(scores, (d) => topics[d] === topic);
  const words = [...TOPIC_WORDS].map(([text, { topic }]) => ({ text, topic }));
  const questions = {
    ...{ id: 'question', chance },
    title: 'Questions whose words never stood together: average precision',
  };
  const single = { id: 'word', title: 'A single word: average precision', chance };
  return [
    await sit(desk, everyone, questions, drawQueries(ITEM_SEED, QUERIES), precision),
    await sit(desk, everyone, single, words, precision),
  ];
};
