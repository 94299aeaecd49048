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

const MARKS = ['strength', 'tone', 'is', 'note'] as const;

/** Neighbours that are marked alike become one mark, with the spaces between them; blanks stay apart. */
export function joined(words: readonly ShownWord[]): ReturnType<typeof spaced> {
  const runs: { word: ShownWord; space: '' | ' ' }[] = [];
  for (const { word, space } of spaced(words)) {
    const last = runs.at(-1);
    const isAlike = last && MARKS.every((mark) => last.word[mark] === word[mark]);
    if (isAlike && word.is !== 'blank') {
      last.word = { ...last.word, text: last.word.text + space + word.text };
    } else runs.push({ word, space });
  }
  return runs;
}

/** The words as one line of text, blanks as an underscore. */
export const lineOf = (words: readonly ShownWord[]): string =>
  spaced(words)
    .map(({ word, space }) => space + (word.is === 'blank' ? '___' : word.text))
    .join('');
