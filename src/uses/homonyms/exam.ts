import { key } from '../../base/random';
import { wordsOf } from '../material';
import { createLsa } from '../rivals/lsa';
import { tellingWords } from '../rivals/tellingWords';
import { statesAt } from '../score/states';
import { rightGroups } from '../twoMeans';
import { type Desk, ITEM_SEED, type Sitting } from '../use';
import { HOMONYMS } from './topics';
import { drawItems, type Item, wordNamed } from './world';

/** Sentences for each meaning of each homonym */
const EACH = 20;

/** Words of a sentence but the homonym, as counts over all words of the items: [words] */
export function bagsOfWords(items: readonly Item[]): Float64Array[] {
  const numbers = new Map<string, number>();
  const bags = items.map(({ text, homonym }) =>
    wordsOf(text).flatMap((word) => {
      if (word === homonym) return [];
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return [numbers.get(word)!];
    }),
  );
  return bags.map((bag) => {
    const vector = new Float64Array(numbers.size);
    for (const word of bag) vector[word]! += 1 / Math.sqrt(bag.length);
    return vector;
  });
}

/** Cuts the vectors of each homonym's sentences into two groups, and compares them with its two meanings: [items], 0 or 1. */
function groupedRight(items: readonly Item[], vectors: readonly ArrayLike<number>[]): Uint8Array {
  const right = new Uint8Array(items.length);
  Object.keys(HOMONYMS).forEach((homonym, h) => {
    const own = [...items.keys()].filter((i) => items[i]!.homonym === homonym);
    const found = rightGroups(
      own.map((i) => vectors[i]!),
      own.map((i) => items[i]!.meaning),
      key(ITEM_SEED, h),
    );
    own.forEach((i, place) => {
      right[i] = found[place]!;
    });
  });
  return right;
}

/** 8 and 30 do as well. */
const LSA_DIMENSIONS = 16;

/** The other words of each item in the space of latent semantic analysis of the text, as vectors of length 1: [items] of [K]. */
export function foldedItems(items: readonly Item[], sentences: readonly string[]): Float64Array[] {
  const telling = tellingWords(sentences);
  const lsa = createLsa(sentences.map(telling), LSA_DIMENSIONS);
  return items.map(({ text, homonym }) => {
    const vector = lsa.fold(telling(text).filter((word) => word !== homonym));
    const length = Math.hypot(...vector) || 1;
    return vector.map((x) => x / length);
  });
}

/** Can the two meanings be told apart without a label, by the state at the word alone? */
export async function exam({ reader, sentences }: Desk): Promise<readonly Sitting[]> {
  const items = drawItems(ITEM_SEED, EACH);
  const states = await statesAt(
    reader,
    items.map(({ text, homonym }) => {
      const encoded = reader.encode(text);
      return { encoded, word: wordNamed(encoded, homonym)! };
    }),
  );
  const { numHiddenLayers: L } = reader.config;
  const row = (who: string, name: string, vectors: readonly ArrayLike<number>[]) => ({
    ...{ who, name, scores: groupedRight(items, vectors) },
  });
  const layers = Array.from({ length: L }, (_, i) => L - 1 - i);
  return [
    {
      id: 'groups',
      title: 'Two meanings told apart, beside words never read with the word',
      chance: 0.5,
      rows: [
        row('model', 'The model, last layer', states(L)),
        ...layers.map((l) =>
          row(
            `model/layer${l}`,
            l === 0 ? 'The model, before any layer' : `The model, layer ${l}`,
            states(l),
          ),
        ),
        row('lsa', 'Latent semantic analysis of the other words', foldedItems(items, sentences)),
        row('bagOfWords', 'Bag of the other words', bagsOfWords(items)),
      ],
    },
  ];
}
