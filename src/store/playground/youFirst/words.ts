import { listed } from '../../../base/words';
import { withoutForms } from '../../../corpus/forms';
import type { WordToGuess } from '../../../dataset/wordsToGuess';
import { normalizeWord, wordsWithin } from '../../../tokenizer/normalize';
import { nextWord } from '../../../tokenizer/preTokenize';
import type { Normalization } from '../../../tokenizer/vocabulary';

const LETTER = /[\p{L}\p{N}]/u;

/** The word that is hidden, as the sentence writes it. */
export function hiddenWord({ sentence: { text, starts, ends }, blanks }: WordToGuess): string {
  return text.slice(starts[blanks[0]!], ends[blanks.at(-1)!]);
}

/** What a person typed, as the words that the model would read; punctuation marks are left out. */
function wordsIn(typed: string, normalization: Normalization): string[] {
  const text = withoutForms(typed);
  const words: string[] = [];
  const span = { start: 0, end: 0 };
  for (let at = 0; nextWord(text, at, text.length, span); at = span.end) {
    words.push(...wordsWithin(text.slice(span.start, span.end), normalization));
  }
  return words.filter((word) => LETTER.test(word));
}

const spelled = (word: string, normalization: Normalization) =>
  normalizeWord(withoutForms(word), normalization).text;

/** Why this cannot be the word of a blank, in words for the page; undefined where it can, or where nothing is typed. */
export function whyNoWord(typed: string, normalization: Normalization): string | undefined {
  if (typed.trim() === '') return undefined;
  const [first, ...more] = wordsIn(typed, normalization);
  if (first === undefined) return 'There is no word in that. The blank hides a word or a number.';
  if (more.length === 0) return undefined;
  return `The blank hides one word, and the model reads that as ${more.length + 1}: ${listed([first, ...more])}. Type one of them.`;
}

/**
 * Whether the typed word is the hidden one by the model's own spelling: where its vocabulary has neither capitals nor
 * accents, these do not count; a composed letter and the same letter with a combining mark are one.
 */
export function isRightWord(typed: string, item: WordToGuess, normalization: Normalization) {
  const [word] = wordsIn(typed, normalization);
  if (word === undefined) return false;
  return spelled(word, normalization) === spelled(hiddenWord(item), normalization);
}
