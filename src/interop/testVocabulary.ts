import type { TokenizerKind } from '../config/settings';
import { learnVocabulary } from '../tokenizer/learnVocabulary';
import { normalizeWord, wordsWithin } from '../tokenizer/normalize';
import { words } from '../tokenizer/preTokenize';
import type { Normalization, Vocabulary } from '../tokenizer/vocabulary';

/** What a vocabulary is made of and how its words are spelled. */
export interface Kind extends Normalization {
  readonly tokenizer: TokenizerKind;
}

/** Every kind of tokenizer with every spelling. */
export const KINDS: readonly Kind[] = (['wordpiece', 'word', 'character'] as const).flatMap(
  (tokenizer) =>
    [false, true].flatMap((doLowerCase) =>
      [false, true].map((stripAccents) => ({ tokenizer, doLowerCase, stripAccents })),
    ),
);

/** A vocabulary learned from strings, for tests and goldens. */
export function learnedFrom(
  strings: readonly string[],
  { tokenizer, ...normalization }: Kind,
  vocabSize: number,
): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of strings) {
    for (const { start, end } of words(text)) {
      for (const part of wordsWithin(text.slice(start, end), normalization)) {
        const word = normalizeWord(part, normalization).text;
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  const learning = learnVocabulary(tokenizer, counts, { vocabSize, minFrequency: 2 });
  let step = learning.next();
  while (!step.done) step = learning.next();
  return { tokens: step.value, ...normalization };
}
