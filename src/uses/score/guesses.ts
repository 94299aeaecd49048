import { CONTINUATION, FIRST_PIECE_ID, type Vocabulary } from '../../tokenizer/vocabulary';

/** A word that the model thinks of, and its probability. */
export interface Guess {
  readonly id: number;
  readonly text: string;
  readonly p: number;
}

const suggestible = new WeakMap<Vocabulary, Uint8Array>();

/** Which tokens may be suggested as a word: [V], 1 or 0. No special token, no label, no piece that goes on with a word. */
export function suggestions(vocabulary: Vocabulary): Uint8Array {
  const known = suggestible.get(vocabulary);
  if (known) return known;
  const may = Uint8Array.from(vocabulary.tokens, (token, id) => {
    const isPiece = token.startsWith(CONTINUATION) && token.length > CONTINUATION.length;
    return id >= FIRST_PIECE_ID && !isPiece && !/^\[.+\]$/u.test(token) ? 1 : 0;
  });
  suggestible.set(vocabulary, may);
  return may;
}

/**
 * The likeliest words at a place, best first.
 *
 * @param logProbabilities [V]
 */
export function likeliest(
  logProbabilities: ArrayLike<number>,
  vocabulary: Vocabulary,
  count: number,
): Guess[] {
  const may = suggestions(vocabulary);
  const best: number[] = [];
  for (let id = 0; id < may.length; id++) {
    if (!may[id]) continue;
    const p = logProbabilities[id]!;
    if (best.length === count && p <= logProbabilities[best.at(-1)!]!) continue;
    const at = best.findIndex((other) => p > logProbabilities[other]!);
    best.splice(at < 0 ? best.length : at, 0, id);
    if (best.length > count) best.pop();
  }
  return best.map((id) => ({
    ...{ id, text: vocabulary.tokens[id]! },
    p: Math.exp(logProbabilities[id]!),
  }));
}
