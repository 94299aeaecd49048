import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Specimen } from '../../store/playground/specimen';
import { Guesses } from './Guesses';

const words = ['a', 'loaf', 'of', 'bread'];
const text = words.join(' ');
const specimen: Specimen = {
  text,
  tokens: words.map((word, wordId) => {
    const start = text.indexOf(word);
    return { id: 9 + wordId, start, end: start + word.length, wordId };
  }),
  blanks: [1],
  source: { kind: 'sentence', index: 0, heldOut: true },
};

const drawn = (isCovered: boolean) =>
  renderToString(
    <Guesses
      {...{ specimen, isCovered, view: undefined, columns: undefined }}
      look={{ lang: 'en', dir: 'ltr' }}
      vocabulary={words}
    />,
  );

it('does not name the hidden word while a lesson asks for it', () => {
  expect(drawn(false)).toContain('loaf');
  expect(drawn(true)).not.toContain('loaf');
  expect(drawn(true)).toContain('Covered until you have answered.');
});
