import { normalizeWord } from './normalize';
import { CONTINUATION, UNK_ID, type Vocabulary } from './types';
import type { EncodedWord } from './wordPiece';

/** One step of the greedy search: the longest piece of the vocabulary that fits here. */
export interface SplitStep {
  readonly id: number;
  /** As the vocabulary writes it, `##` and all */
  readonly piece: string;
  /** What had still to be spelled, this piece included */
  readonly rest: string;
  /** Longer beginnings of `rest` that were tried before, and are no pieces */
  readonly tried: number;
}

export interface Split {
  /** The word as the vocabulary spells it */
  readonly word: string;
  /** Empty where the word is unknown */
  readonly steps: readonly SplitStep[];
}

/** How a word came to be split as the encoder has it: BERT's greedy longest match, step by step. */
export function explainSplit(
  { tokens, doLowerCase }: Vocabulary,
  raw: string,
  { ids }: Pick<EncodedWord, 'ids'>,
): Split {
  const { text: word } = normalizeWord(raw, doLowerCase);
  if (ids.includes(UNK_ID)) return { word, steps: [] };
  let at = 0;
  const steps = ids.map((id) => {
    const piece = tokens[id]!;
    const length = at > 0 ? piece.length - CONTINUATION.length : piece.length;
    const rest = word.slice(at);
    at += length;
    return { id, piece, rest, tried: [...rest].length - [...rest.slice(0, length)].length };
  });
  return { word, steps };
}
