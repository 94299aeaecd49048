import { prerender } from 'react-dom/static';
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

const drawn = async (isCovered: boolean) => {
  const { prelude } = await prerender(
    <Guesses
      {...{ specimen, isCovered, view: undefined, columns: undefined }}
      look={{ lang: 'en', dir: 'ltr' }}
      vocabulary={words}
    />,
  );
  return new Response(prelude).text();
};

it('does not name the hidden word while a lesson asks for it', async () => {
  expect(await drawn(false)).toContain('loaf');
  expect(await drawn(true)).not.toContain('loaf');
  expect(await drawn(true)).toContain('Covered until you have answered.');
});
