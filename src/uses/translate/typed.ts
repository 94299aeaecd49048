import { formatCount } from '../../base/format';
import type { Block, Values } from '../../protocol/uses';
import { wordsOf } from '../material';
import { PlayError } from '../use';
import { isWordy, quotedSome } from '../words';
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

const isKnownIn = (side: Side) => {
  const known = new Set(knownWords(side).flatMap(({ words }) => words));
  return (word: string) => known.has(word);
};

function strangers(words: readonly string[], from: Side): Block[] {
  const strange = words.filter((word) => !isKnownIn(from)(word));
  if (strange.length === 0) return [];
  return [
    {
      kind: 'says',
      text: `The model has never read ${quotedSome(strange)} in ${LANGUAGE[from]}. These are all the words that it knows.`,
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
  const words = wordsOf(values.sentence ?? '').filter(isWordy);
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
