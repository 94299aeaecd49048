import { formatCount } from '../../base/format';
import { isSome, nameSome, shortened } from '../../base/words';
import type { Block, Values } from '../../protocol/uses';
import { wordsOf } from '../material';
import { PlayError } from '../use';
import { knownWords, NAME, type Side } from './language';
import { otherSide } from './translating';
import { lengthsIn } from './world';

export const LANGUAGE: Readonly<Record<Side, string>> = { english: 'English', luvani: NAME };

/** What a person typed. */
export interface Typed {
  readonly words: readonly string[];
  readonly from: Side;
  /** Whether the model knows a word of it */
  readonly isKnown: boolean;
  /** What is to be said of it before it is answered */
  readonly notes: readonly Block[];
}

export const quoted = (word: string) => `“${shortened(word)}”`;

const isKnownIn = (side: Side) => {
  const known = new Set(knownWords(side).flatMap(({ words }) => words));
  return (word: string) => known.has(word);
};

function strangers(words: readonly string[], from: Side): Block[] {
  const strange = [...new Set(words.filter((word) => !isKnownIn(from)(word)))].map(quoted);
  if (!isSome(strange)) return [];
  return [
    {
      ...{ kind: 'says', strong: 'Not known.' },
      text: `The model has never read ${nameSome(strange)} in ${LANGUAGE[from]}. These are all the words that it knows.`,
    },
    {
      kind: 'table',
      columns: ['Kind', `${LANGUAGE[from]} words`],
      rows: knownWords(from).map(({ kind, words }) => [kind, words.join(', ')]),
    },
  ];
}

/**
 * Reads what was typed: words of the chosen language, or of the other one where only that has them.
 *
 * @throws PlayError where there is no word, or more than the model can read
 */
export function readTyped(values: Values): Typed {
  const words = wordsOf(values.sentence ?? '').filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) {
    throw new PlayError(
      'Type a sentence to translate, such as “The fox sees the owl.”, or one word to look it up.',
    );
  }
  const chosen: Side = values.from === 'luvani' ? 'luvani' : 'english';
  const isOther = !words.some(isKnownIn(chosen)) && words.some(isKnownIn(otherSide(chosen)));
  const from = isOther ? otherSide(chosen) : chosen;
  const most = Math.max(...lengthsIn(from)) - 1;
  if (words.length > most) {
    throw new PlayError(
      `The model has read ${LANGUAGE[from]} sentences of at most ${most} words, and this has ${formatCount(words.length)}: leave some out.`,
    );
  }
  const switched: Block = {
    ...{ kind: 'says', text: `This is ${LANGUAGE[from]}, so it is translated from there.` },
  };
  return {
    ...{ words, from, isKnown: words.some(isKnownIn(from)) },
    notes: [...(isOther ? [switched] : []), ...strangers(words, from)],
  };
}
