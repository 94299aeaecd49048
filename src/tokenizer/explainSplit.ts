import { normalizeWord, wordsWithin } from './normalize';
import { CONTINUATION, UNK_ID, type Vocabulary } from './vocabulary';
import type { EncodedWord } from './wordPiece';

/** One step of the greedy search: the longest piece of the vocabulary that fits here. */
export interface SplitStep {
  readonly id: number;
  /** As the vocabulary writes it, with its `##` */
  readonly piece: string;
  /** What was left to spell, including this piece */
  readonly rest: string;
  /** How many longer beginnings of `rest` were tried first; none of them is a piece */
  readonly tried: number;
}

export interface Split {
  /** The word as the vocabulary spells it */
  readonly word: string;
  /** Empty if the word is unknown */
  readonly steps: readonly SplitStep[];
}

/** How the encoder splits a word, step by step: BERT's greedy longest match. */
export function explainSplit(
  vocabulary: Vocabulary,
  raw: string,
  { ids }: Pick<EncodedWord, 'ids'>,
): Split {
  const words = wordsWithin(raw, vocabulary).map((part) => normalizeWord(part, vocabulary).text);
  const word = words.join('');
  if (ids.includes(UNK_ID)) return { word, steps: [] };
  const left = words.filter((part) => part !== '');
  let at = 0;
  const steps = ids.map((id) => {
    if (at === left[0]!.length) {
      left.shift();
      at = 0;
    }
    const piece = vocabulary.tokens[id]!;
    const length = at > 0 ? piece.length - CONTINUATION.length : piece.length;
    const rest = left[0]!.slice(at);
    at += length;
    return { id, piece, rest, tried: [...rest].length - [...rest.slice(0, length)].length };
  });
  return { word, steps };
}
