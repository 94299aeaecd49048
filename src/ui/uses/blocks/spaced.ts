import type { ShownWord } from '../../../protocol/uses';

const CLOSES = /^[.,;:!?)\]}’”%…]/u;
const OPENS = /[([{“‘]$/u;

/** Words with the space that stands before each: none before a full stop, or after a bracket that opens. */
export const spaced = (
  words: readonly ShownWord[],
): readonly { readonly word: ShownWord; readonly space: '' | ' ' }[] =>
  words.map((word, i) => {
    const before = words[i - 1];
    const isJoined = !before || CLOSES.test(word.text) || OPENS.test(before.text);
    return { word, space: isJoined ? '' : ' ' };
  });

/** The words as one line of text, blanks as an underscore. */
export const lineOf = (words: readonly ShownWord[]): string =>
  spaced(words)
    .map(({ word, space }) => space + (word.is === 'blank' ? '___' : word.text))
    .join('');
