import { expect, it } from 'vitest';
import { readText } from './prepare';
import { knownShare, sentenceHash } from './sentenceHashes';

const hashes = async (text: string) =>
  (await readText(new Blob([text]), { language: 'en' })).hashes;

const BREAD =
  'Good bread needs only four things. The water wakes the flour. Wait. Knead it for ten minutes.';

it('knows a sentence again, whatever its case and punctuation, and leaves out short ones', async () => {
  const [known, same] = [await hashes(BREAD), await hashes(BREAD.toUpperCase())];
  expect(known).toHaveLength(3);
  expect(same).toEqual(known);
  expect(knownShare(await hashes('“Good bread needs only four things!”'), new Set(known))).toBe(1);
});

it('tells sentences of the same words in another order apart', async () => {
  const known = new Set(await hashes('The dog sees the old cat. It is very late now.'));
  expect(knownShare(await hashes('The old cat sees the dog. It is very late now.'), known)).toBe(
    0.5,
  );
});

it('knows nothing of a text without sentences', async () => {
  expect(knownShare(await hashes(''), new Set([1]))).toBe(0);
});

it('hashes one sentence as it does those of a text', async () => {
  const sentences = [
    'Good bread needs only four things.',
    '“The Cafe\u0301 isn’t open,” said Zoe\u0308 — again!',
    'Знаешь ли ты, где он живёт?',
  ];
  const known = await hashes(sentences.join('\n\n'));
  expect(sentences.map(sentenceHash)).toEqual([...known]);
  expect(sentenceHash('Wait, wait.')).toBeUndefined();
  expect(sentenceHash('')).toBeUndefined();
});
