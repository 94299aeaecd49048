import { listed } from '../../../base/words';
import { withoutForms } from '../../../corpus/forms';
import type { WordToGuess } from '../../../dataset/wordsToGuess';
import type { Look, Reading } from '../../../protocol/look';
import { framed } from '../../../tokenizer/framing';
import { normalizeWord, wordsWithin } from '../../../tokenizer/normalize';
import { nextWord } from '../../../tokenizer/preTokenize';
import {
  CONTINUATION,
  FIRST_PIECE_ID,
  MASK_ID,
  type Normalization,
} from '../../../tokenizer/vocabulary';
import type { ModelGuess } from './state';

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

/**
 * Why a word that looks right was not taken, in words for the page: where the model tells capitals or accents apart,
 * so does the exam. Undefined where the word is right, or another word.
 */
export function whyNotTaken(
  typed: string,
  item: WordToGuess,
  normalization: Normalization,
): string | undefined {
  const same = (loose: Partial<Normalization>) =>
    isRightWord(typed, item, { ...normalization, ...loose });
  if (same({}) || !same({ doLowerCase: true, stripAccents: true })) return undefined;
  const capitals = !same({ stripAccents: true });
  const accents = !same({ doLowerCase: true });
  const told = [capitals && 'capitals', accents && 'accents'].filter((one) => one !== false);
  return `Not taken: this model tells ${told.join(' and ')} apart, and the text has “${hiddenWord(item)}”. The same holds for the model.`;
}

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

/** What comes of these items without a model. */
export interface Baselines {
  /** Tokens that the model chooses among for each piece: all but the special ones */
  readonly choices: number;
  /** Items that blind choice among them gets right, on average */
  readonly chance: number;
  /** Items whose word is the commonest of the text; undefined where the text has no such word */
  readonly commonest: { readonly word: string; readonly right: number } | undefined;
}

/** What blind choice and the text's commonest word get right. */
export function baselines(
  items: readonly WordToGuess[],
  vocabulary: Normalization & { readonly tokens: readonly string[] },
  commonestWord: string | undefined,
): Baselines {
  const choices = vocabulary.tokens.length - FIRST_PIECE_ID;
  return {
    choices,
    chance: items.reduce((sum, { blanks }) => sum + choices ** -blanks.length, 0),
    commonest:
      commonestWord === undefined
        ? undefined
        : {
            word: commonestWord,
            right: items.filter((item) => isRightWord(commonestWord, item, vocabulary)).length,
          },
  };
}
