import type { WordToGuess } from '../../../dataset/wordsToGuess';
import type { Look, Reading } from '../../../protocol/look';
import { framed } from '../../../tokenizer/framing';
import { CONTINUATION, MASK_ID } from '../../../tokenizer/vocabulary';
import type { ModelGuess } from './state';

/** The sentence as the model is shown it, all pieces of the word hidden. */
export function lookAt({ sentence, blanks }: WordToGuess, requestId: number): Look {
  const hidden = new Set(blanks);
  const ids = Array.from(sentence.ids, (id, i) => (hidden.has(i) ? MASK_ID : id));
  return { requestId, inputIds: framed(ids), blanks: blanks.map((i) => i + 1), count: 1 };
}

/** The model's word for an item, from what it guesses for each piece. */
export function modelGuess(
  { sentence, blanks }: WordToGuess,
  { guesses, exact }: Reading,
  vocabulary: readonly string[],
): ModelGuess {
  const first = guesses.map((list) => list[0]);
  const isRight = blanks.every((i, b) => first[b]?.id === sentence.ids[i]);
  const pieces = first.map((guess, b) => {
    const token = guess ? vocabulary[guess.id]! : '';
    return b > 0 && token.startsWith(CONTINUATION) ? token.slice(CONTINUATION.length) : token;
  });
  const likeliest = exact?.map((one) => one.guesses[0]);
  const best = likeliest?.every((guess) => guess !== undefined) && {
    isRight: blanks.every((i, b) => likeliest[b]!.id === sentence.ids[i]),
    probability: likeliest.reduce((product, guess) => product * guess!.probability, 1),
  };
  return {
    word: pieces.join(''),
    probability: first.reduce((product, guess) => product * (guess?.probability ?? 0), 1),
    isRight,
    best: best || undefined,
  };
}
