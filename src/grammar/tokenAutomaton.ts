import { normalizeWord } from '../tokenizer/normalize';
import { FIRST_PIECE_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { type Automaton, END } from './automaton';
import { GrammarError } from './grammarError';

/**
 * An automaton over token ids, its A arcs in flat arrays, without marks: what exact answers are computed
 * from. State 0 is the start.
 */
export interface TokenAutomaton {
  /** V, the size of the vocabulary */
  readonly vocabSize: number;
  /** [S + 1] The first arc of each state */
  readonly starts: Uint32Array;
  /** [A] */
  readonly to: Uint32Array;
  /** [A] Token ids, ascending within a state */
  readonly ids: Uint32Array;
  /** [A] */
  readonly probabilities: Float64Array;
  /** [S] The probability that the sentence ends here */
  readonly endings: Float64Array;
}

/** The id of each word of an automaton, [W], given ids by word. */
export type WordIds = ArrayLike<number>;

/**
 * The token of each word in a vocabulary of whole words, as the tokenizer spells it; words that it spells
 * alike (“The” and “the”) have one.
 *
 * @throws GrammarError where a word is no token.
 */
export function wordIdsOf(automaton: Automaton, vocabulary: Vocabulary): Uint32Array {
  const ids = new Map(vocabulary.tokens.map((token, id) => [token, id]));
  return Uint32Array.from(automaton.words, (word) => {
    const id = ids.get(normalizeWord(word, vocabulary).text);
    if (id !== undefined && id >= FIRST_PIECE_ID) return id;
    throw new GrammarError(
      `“${word}” is no token of the vocabulary. Choose whole words, and a vocabulary that has room for all.`,
    );
  });
}

/** The automaton over the tokens of its words; arcs that only words or marks told apart are one. */
export function overTokens(
  { rows }: Automaton,
  wordIds: WordIds,
  vocabSize: number,
): TokenAutomaton {
  const starts = new Uint32Array(rows.length + 1);
  const endings = new Float64Array(rows.length);
  const to: number[] = [];
  const ids: number[] = [];
  const probabilities: number[] = [];
  rows.forEach((row, s) => {
    const sums = new Map<string, { id: number; to: number; probability: number }>();
    for (const arc of row) {
      if (arc.word === END) {
        endings[s]! += arc.probability;
        continue;
      }
      const id = wordIds[arc.word]!;
      const key = `${id} ${arc.to}`;
      const probability = arc.probability + (sums.get(key)?.probability ?? 0);
      sums.set(key, { id, to: arc.to, probability });
    }
    for (const arc of [...sums.values()].sort((a, b) => a.id - b.id)) {
      to.push(arc.to);
      ids.push(arc.id);
      probabilities.push(arc.probability);
    }
    starts[s + 1] = ids.length;
  });
  return {
    vocabSize,
    starts,
    to: Uint32Array.from(to),
    ids: Uint32Array.from(ids),
    probabilities: Float64Array.from(probabilities),
    endings,
  };
}
