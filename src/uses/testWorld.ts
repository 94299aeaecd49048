import { MASK_ID } from '../tokenizer/vocabulary';
import type { Passage, World } from './use';

const ANIMALS = ['Cats', 'Dogs', 'Cows', 'Owls'];
const FOODS = ['milk', 'bones', 'grass', 'mice'];

/** What the last word of a sentence must be: the animals' own food. */
export const RIGHT = Object.fromEntries(ANIMALS.map((animal, i) => [animal, FOODS[i]!]));

const SENTENCES = ['all', 'some', 'most'].flatMap((which) =>
  ANIMALS.map((animal, i) => `${animal} eat ${which} ${FOODS[i]}.`),
);

/**
 * A language that a tiny model learns in a hundred steps: every animal eats its own food. The gate is the share of animals
 * whose food is guessed.
 */
export function tinyWorld(changed: Partial<World> = {}) {
  let drawn = 0;
  const world: World = {
    id: 'tiny',
    recipe: {
      ...{ maxPositionEmbeddings: 8, maxSteps: 100, batchSize: 32, learningRate: 0.02 },
      ...{ warmupSteps: 0, hiddenSize: 16, intermediateSize: 32, numHiddenLayers: 1 },
      ...{ numAttentionHeads: 2, mlmProbability: 0.3 },
    },
    passages(): readonly Passage[] {
      drawn++;
      return SENTENCES;
    },
    gate: {
      ...{ name: 'food guessed', chance: 0.25, from: 0.9 },
      async measure(reader) {
        let right = 0;
        for (const [animal, food] of Object.entries(RIGHT)) {
          const { ids } = reader.encode(`${animal} eat all ${food}.`);
          const row = ids.slice();
          row[4] = MASK_ID;
          const [asked] = await reader.ask([{ ids: row, places: [4] }]);
          const p = asked!.logProbabilities(0);
          const guess = p.indexOf(p.reduce((a, b) => Math.max(a, b)));
          if (guess === ids[4]) right++;
        }
        return right / ANIMALS.length;
      },
    },
    ...changed,
  };
  return { world, drawn: () => drawn };
}

/** Pairs of which the second answers the first, for next-sentence prediction. */
export const PAIRS: readonly Passage[] = ANIMALS.map(
  (animal, i) => [`${animal} eat?`, `They eat ${FOODS[i]}.`] as const,
);
