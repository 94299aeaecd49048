import { sampleSentences } from '../../grammar/sample';
import { writeSentence } from '../../grammar/write';
import { ITEM_SEED, type World } from '../use';
import { language } from './grammar';
import { pairsOf, prefersRight } from './pairs';

const SENTENCES = 20_000;
const GATE_PAIRS = 64;

/** Words in lower case as a sentence that begins with a capital. */
export function written(words: readonly string[]): string {
  const text = writeSentence(words);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Sentences whose verb agrees with a subject far to its left, and whose other words agree in other ways. */
export const world: World = {
  id: 'minimalPairs',
  recipe: { maxPositionEmbeddings: 16, maxSteps: 6000 },
  passages: () =>
    sampleSentences(language(false), ITEM_SEED, SENTENCES).map(({ words }) => written(words)),
  gate: {
    name: 'Verb that agrees is likelier',
    chance: 0.5,
    from: 0.9,
    async measure(reader) {
      const right = await prefersRight(reader, pairsOf('phrase', GATE_PAIRS, 1));
      return right.reduce((a, b) => a + b, 0) / right.length;
    },
  },
};
