import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { readText } from '../dataset/prepare';
import { starterSentences, starterVocabulary } from '../starter/files';
import { ownVocabulary, textFacts } from './textFacts';

vi.mock('../starter/files');

const TEXT = 'The dog sees the old cat. The cat sees the very old dog. Birds sing.';
const read = (text: string) => readText(new Blob([text]), { language: 'en' });

it('counts words and sentences, and the share of words that recur', async () => {
  vi.mocked(starterSentences).mockResolvedValue(new Set());
  expect(await textFacts(await read(TEXT), 'en-GB')).toEqual({
    ...{ language: 'en-GB', sentences: 3, words: 18 },
    // All but “very”, “Birds” and “sing”
    recurring: expect.closeTo(15 / 18, 6),
    starter: { language: 'en', read: 0 },
  });
});

it('tells what share of the sentences the starter has read', async () => {
  const text = await read(TEXT);
  vi.mocked(starterSentences).mockResolvedValue(new Set([text.hashes[0]!]));
  expect((await textFacts(text, 'en')).starter).toEqual({ language: 'en', read: 0.5 });
});

it('knows of no starter for another language, nor where it cannot be loaded', async () => {
  expect((await textFacts(await read(TEXT), 'fr')).starter).toBeUndefined();
  vi.mocked(starterSentences).mockRejectedValue(new Error('offline'));
  expect((await textFacts(await read(TEXT), 'en')).starter).toBeUndefined();
});

it('has the vocabulary of a starter only where its tokens are wanted', async () => {
  const vocabulary = { tokens: [], doLowerCase: true, stripAccents: false };
  vi.mocked(starterVocabulary).mockResolvedValue(vocabulary);
  const facts = await textFacts(await read(TEXT), 'fr');
  expect(await ownVocabulary(DEFAULT_SETTINGS, facts)).toBeUndefined();
  expect(await ownVocabulary({ ...DEFAULT_SETTINGS, tokenizer: 'starter' }, facts)).toBe(
    vocabulary,
  );
  expect(vi.mocked(starterVocabulary)).toHaveBeenLastCalledWith('en');
});
