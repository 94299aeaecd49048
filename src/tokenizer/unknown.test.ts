import { expect, it } from 'vitest';
import { prepareText } from '../dataset/prepare';
import { sayUnknown, whyUnknown } from './unknown';
import { createEncoder } from './wordPiece';

const DNA = Array.from({ length: 30 }, (_, i) =>
  Array.from({ length: 120 + i }, (_, j) => 'acgt'[(i * j + (j >> 2)) % 4]).join(''),
);
const settings = { vocabSize: 64, doLowerCase: true } as const;

it('tells words that are too long from those that cannot be spelled', async () => {
  const text = `${'the cat sat. '.repeat(30)}${DNA.slice(0, 3).join('. ')}.`;
  const { vocabulary } = await prepareText(text, settings);
  const { encodeWord } = createEncoder(vocabulary);
  const why = (word: string) => whyUnknown(word, encodeWord(word), vocabulary);
  expect(why('cat')).toBeUndefined();
  expect(why('a'.repeat(100))).toBeUndefined();
  expect(why('a'.repeat(101))).toBe('long');
  expect(why('☂')).toBe('spelling');
  expect(why('☂'.repeat(101))).toBe('long');
  expect(why('\u00ad'.repeat(200))).toBeUndefined(); // nothing is left of it
  // One part of it is too long: without its accent it is three words.
  const stripping = { ...vocabulary, stripAccents: true };
  const parted = `a≠${'a'.repeat(101)}`;
  expect(whyUnknown(parted, createEncoder(stripping).encodeWord(parted), stripping)).toBe('long');
  // Over 100 characters as it is written, but not once the accents join their letters.
  expect(why('ё\u0301'.normalize('NFD').repeat(40))).toBe('spelling');
});

it('says what is wrong with an unknown word, and what helps', () => {
  expect(sayUnknown('long', 'wordpiece')).toMatch(
    /^has more than 100 characters.*“Characters” under Model/,
  );
  expect(sayUnknown('spelling', 'word')).toBe('is not among the words of the vocabulary');
  for (const tokenizer of ['wordpiece', 'character'] as const) {
    expect(sayUnknown('spelling', tokenizer)).toBe('has characters that the vocabulary lacks');
  }
});

it('measures both in tokens and in characters, and what would spell all', async () => {
  const prose = 'the cat sat on the mat. '.repeat(40);
  const text = `${prose}${DNA.join('.\n\n')}.`;
  const { stats } = await prepareText(text, settings);
  // One token a read: few tokens, and most of the text.
  expect(stats.unknown.long.tokens).toBeCloseTo(30 / stats.tokens, 10);
  expect(stats.unknown.long.characters).toBeGreaterThan(0.8);
  expect(stats.unknown.spelling).toEqual({ tokens: 0, characters: 0 });
  expect(stats.unknownShare).toBe(stats.unknown.long.tokens);
  const known = await prepareText(text, { ...settings, tokenizer: 'character' });
  expect(known.stats.unknownShare).toBe(0);
});

it('knows a vocabulary of how many tokens spells everything', async () => {
  const letters = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x1200 + i));
  const text = letters.map((c, i) => `${c}${letters[(i * 7) % 300]} ${c}.`).join(' ');
  for (const tokenizer of ['wordpiece', 'character'] as const) {
    const { stats } = await prepareText(text, { ...settings, tokenizer });
    expect(stats.unknown.spelling.tokens).toBeGreaterThan(0.2);
    const { alphabet } = stats;
    const all = await prepareText(text, { ...settings, tokenizer, vocabSize: alphabet });
    expect(all.stats.unknownShare).toBe(0);
    const less = await prepareText(text, { ...settings, tokenizer, vocabSize: alphabet - 2 });
    expect(less.stats.unknownShare).toBeGreaterThan(0);
  }
});

it('lets characters spell every word, whatever stands late in it or is rare', async () => {
  // Past where longer words are cut when only their beginning is learned.
  const late = `${'ab'.repeat(3000)}q`;
  const many = Array.from({ length: 1500 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
  const text = `${late}. ${many}. ${'once more. '.repeat(20)}`;
  const { stats } = await prepareText(text, {
    ...{ vocabSize: 4096, doLowerCase: true, tokenizer: 'character' },
  });
  expect(stats.unknownShare).toBe(0);
});

it('takes time in proportion to a very long word', async () => {
  const { vocabulary } = await prepareText('abab ab ba. '.repeat(30), {
    ...{ ...settings, tokenizer: 'character' as const },
  });
  let looked = 0;
  const counted = { ...vocabulary };
  const word = 'ab'.repeat(100_000);
  const { ids } = createEncoder(counted).encodeWord(word);
  for (const _ of ids) looked++;
  expect(looked).toBe(200_000);
});
