import type { WordToGuess } from '../../../dataset/wordsToGuess';
import { FIRST_PIECE_ID, type Normalization } from '../../../tokenizer/vocabulary';
import { hiddenWord, isRightWord } from './words';

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
