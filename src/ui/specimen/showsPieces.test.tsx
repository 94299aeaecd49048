import { prerender } from 'react-dom/static';
import { expect, it } from 'vitest';
import type { View } from '../../protocol/look';
import type { Specimen } from '../../store/playground/specimen';
import { testView } from '../../store/playground/testView';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { Legend } from './Legend';
import { showsPieces } from './showsPieces';

const VOCABULARY = [...SPECIAL_TOKENS, 'teach', '##ers', 'loaf'];
const id = (token: string) => VOCABULARY.indexOf(token);
const specimen = (kind: 'own' | 'sentence', blanks: readonly number[]): Specimen => ({
  text: 'teachers loaf',
  tokens: ['teach', '##ers', 'loaf'].map((token, i) => ({
    ...{ id: id(token), start: 4 * i, end: 4 * i + 4, wordId: Math.max(0, i - 1) },
  })),
  blanks,
  source: kind === 'own' ? { kind } : { kind, index: 0, heldOut: true },
});
const guessed = (token: string) => testView(1, { guesses: [[{ id: id(token), probability: 1 }]] });
const shows = (of: Specimen, view?: View) => showsPieces(of, view, VOCABULARY);

it('knows where pieces of words are written with their sign', () => {
  const plain = specimen('sentence', [2]);
  expect(shows(plain)).toBe(false); // the sentence itself is written as it is
  expect(shows(plain, guessed('loaf'))).toBe(false);
  expect(shows(plain, guessed('##ers'))).toBe(true);
  expect(shows(specimen('sentence', [0, 1]))).toBe(true);
  expect(shows(specimen('own', [2]))).toBe(true);
});

it('says what the sign means, and leads to the glossary', async () => {
  const drawn = async (hasPieces: boolean) => {
    const legend = <Legend judged={false} isLowered={false} hasPieces={hasPieces} />;
    return new Response((await prerender(legend)).prelude).text();
  };
  const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '');
  expect(plain(await drawn(true))).toContain('## marks a piece that continues a word');
  expect(await drawn(true)).toMatch(/<button[^>]*>piece<\/button>/);
  expect(plain(await drawn(false))).not.toContain('##');
});
