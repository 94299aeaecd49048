import { hash32, key, uniforms } from '../base/random';

/** One sentence of the language: words, and which of them a right neighbour determines. */
export interface RightNeighbourSentence {
  readonly words: readonly string[];
  /** Indices of the determined words */
  readonly determined: readonly number[];
}

const ANSWERS = ['red', 'blue', 'green', 'white', 'black', 'brown', 'grey', 'pink'] as const;
const NOUNS = [
  ...['apple', 'berry', 'cherry', 'date', 'elder', 'fig', 'grape', 'hazel'],
  ...['iris', 'jasmine', 'kale', 'lemon', 'mango', 'nettle', 'olive', 'pear'],
  ...['quince', 'rose', 'sage', 'tulip', 'urtica', 'violet', 'willow', 'yarrow'],
] as const;

/** Chance of guessing a determined word without its right neighbour. */
export const RIGHT_NEIGHBOUR_CHANCE = 1 / ANSWERS.length;

/** The colour that noun number `noun` has in every sentence. */
const colourOf = (noun: number) => ANSWERS[noun % ANSWERS.length]!;

/**
 * A made-up language: colour, noun, colour, noun … and a full stop. Nouns are drawn uniformly and
 * independently, and each noun has one colour, so a colour is certain from its right neighbour and
 * pure chance (1 in 8) from everything to its left. Who reads both sides can score 100 % on colours,
 * who reads only the left 12.5 %.
 */
export function rightNeighbourSentences(
  seed: number,
  count: number,
  pairs = 4,
): RightNeighbourSentence[] {
  const next = uniforms(key(seed, hash32(count)));
  return Array.from({ length: count }, () => {
    const words: string[] = [];
    const determined: number[] = [];
    for (let p = 0; p < pairs; p++) {
      const noun = Math.floor(next() * NOUNS.length);
      determined.push(words.length);
      words.push(colourOf(noun), NOUNS[noun]!);
    }
    words.push('.');
    return { words, determined };
  });
}
