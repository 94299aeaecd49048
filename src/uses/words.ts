import { UNK_ID } from '../tokenizer/vocabulary';
import type { Encoded, Word } from './reader';

/** Whether it has a letter or a digit, so that it is no sign of punctuation. */
export const isWordy = ({ text }: Word): boolean => /[\p{L}\p{N}]/u.test(text);

/** Whether the model's vocabulary can spell it. */
export const isKnown = ({ ids }: Encoded, { from, to }: Word): boolean =>
  !ids.subarray(from, to).includes(UNK_ID);

/** The text without a word, as if it had never stood there. */
export function leftOut(encoded: Encoded, word: Word): Encoded {
  const length = word.to - word.from;
  const kept = (_: number, t: number) => t < word.from || t >= word.to;
  return {
    ids: encoded.ids.filter(kept),
    types: encoded.types.filter(kept),
    words: encoded.words
      .filter((one) => one !== word)
      .map((one) =>
        one.from < word.from ? one : { ...one, from: one.from - length, to: one.to - length },
      ),
    isCut: encoded.isCut,
  };
}
