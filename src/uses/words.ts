import { isSome, listed, nameSome, shortened } from '../base/words';
import { UNK_ID } from '../tokenizer/vocabulary';
import type { Encoded, Word } from './reader';

/** Whether it has a letter or a digit, so that it is no sign of punctuation. */
export const isWordy = (word: string | Pick<Word, 'text'>): boolean =>
  /[\p{L}\p{N}]/u.test(typeof word === 'string' ? word : word.text);

/** A word as it stands in a sentence of the page: “kettle” */
export const quoted = (word: string): string => `“${shortened(word)}”`;

/** All of some words: “a”, “b” and “c” */
export function quotedAll(words: readonly string[], last = 'and'): string {
  const marked = words.map(quoted);
  return isSome(marked) ? listed(marked, last) : '';
}

/** The first three of some words, each once in its first spelling, and how many more there are: “a”, “b”, “c” and 2 more */
export function quotedSome(words: readonly string[]): string {
  const first = new Map<string, string>();
  for (const word of words) {
    const lower = word.toLowerCase();
    if (!first.has(lower)) first.set(lower, word);
  }
  return nameSome([...first.values()].map(quoted));
}

/** Whether the model's vocabulary can spell it. */
export const isKnown = ({ ids }: Encoded, { from, to }: Word): boolean =>
  !ids.subarray(from, to).includes(UNK_ID);

/** The words of some texts that the model has never read, in the order of the texts. */
export const unknownWords = (...texts: readonly Encoded[]): string[] =>
  texts.flatMap((encoded) =>
    encoded.words.filter((word) => !isKnown(encoded, word)).map(({ text }) => text),
  );

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
