import { describe, expect, it } from 'vitest';
import { createCodedReader } from '../base/coded';
import { prepareText, readText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import { parseFill } from '../masking/fill';
import { composed, composedLetters } from '../tokenizer/compose';
import { explainSplit } from '../tokenizer/explainSplit';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { testStrings } from './testStrings';
import { KINDS } from './testVocabulary';

/** Words that Unicode can spell in two ways. */
const WORDS = [
  'café',
  'Việt',
  'Ἄνθρωπος',
  'йод',
  'Ёж',
  '한국어',
  'क़लम',
  'ড়ো',
  'שָׁלוֹם',
  'آسمان',
  'ガラス',
  'k\u212b\u212a\u2126',
  'a≠b',
];
const composedText = (words: readonly string[]) =>
  Array(6)
    .fill(`${words.join(' ')} are here. They came with ${words.join(' and ')}, too.`)
    .join('\n\n')
    .normalize('NFC');

const nameOf = (kind: (typeof KINDS)[number]) => Object.values(kind).join(', ');

describe.each(KINDS.map((kind) => [nameOf(kind), kind] as const))(
  'two spellings: %s',
  (_, kind) => {
    const settings = { vocabSize: 400, ...kind };
    const text = composedText(WORDS);
    const spellings = [
      text.normalize('NFD'),
      text.slice(0, 700) + text.slice(700).normalize('NFD'),
    ];

    it('give one vocabulary and one encoding', async () => {
      const wanted = await prepareText(text, settings);
      for (const spelling of spellings) {
        const found = await prepareText(spelling, settings);
        expect(found.vocabulary).toEqual(wanted.vocabulary);
        expect(Array.from(allTokens(found.encoded).ids)).toEqual(
          Array.from(allTokens(wanted.encoded).ids),
        );
        expect(allTokens(found.encoded).marks).toEqual(allTokens(wanted.encoded).marks);
        expect(found.stats.copies).toBe(wanted.stats.copies);
        expect(found.stats.words).toBe(wanted.stats.words);
      }
    });

    it('are one word to fill in, in their own places', async () => {
      const { vocabulary } = await prepareText(spellings[1]!, settings);
      const encoder = createEncoder(vocabulary);
      for (const word of WORDS.map((w) => w.normalize('NFC'))) {
        const loose = word.normalize('NFD');
        const [one, other] = [word, loose].map((w) => parseFill(`They ___ ${w}, ___.`, encoder));
        expect(Array.from(other!.ids), word).toEqual(Array.from(one!.ids));
        expect(one!.ids.every((id) => id >= FIRST_PIECE_ID - 1)).toBe(true); // [MASK] or a piece
        // Whatever the spelling, its tokens take up the whole word.
        const comma = other!.ids.length - 3;
        expect(other!.ends[comma - 1]).toBe('They ___ '.length + loose.length);
        expect(other!.starts[comma]).toBe('They ___ '.length + loose.length);
        const whole = encoder.encodeWord(loose);
        const { steps } = explainSplit(vocabulary, loose, whole);
        expect(steps.map(({ id }) => id)).toEqual(whole.ids);
      }
    });
  },
);

async function wordsOf({ words }: Awaited<ReturnType<typeof readText>>['corpus']) {
  const all: string[] = [];
  for await (const part of words.parts()) all.push(...part);
  return all;
}

describe('a text with both spellings', () => {
  it('has one entry, one count and one group for each word and sentence', async () => {
    const text = 'A café opens. A cafe\u0301 opens.\n\nSay \u212b or Å! Say A\u030a or \u212b!';
    const { corpus, duplicates } = await readText(new Blob([text]));
    expect(await wordsOf(corpus)).toEqual(['A', 'café', 'opens', '.', 'Say', 'Å', 'or', '!']);
    const counts = await createCodedReader(corpus.counts).next(8);
    expect([...counts]).toEqual([2, 2, 2, 2, 2, 4, 2, 2]);
    expect(duplicates.copies).toBe(2);
    expect(corpus.characters).toBe(text.length);
  });

  it('keeps accents that stand behind a space', async () => {
    const { corpus } = await readText(new Blob(['a \u0301b \u0301\u0301 c']));
    expect(await wordsOf(corpus)).toEqual(['a', '\u0301b', '\u0301\u0301', 'c']);
  });
});

describe('composedLetters', () => {
  it('spells every word as a whole, and leaves nothing of it out', () => {
    for (const text of testStrings(1000, 6)) {
      const letters = composedLetters(text);
      expect(letters.map(({ char }) => char).join('')).toBe(composed(text));
      let end = 0;
      for (const { from, to } of letters) {
        expect(from <= end && to >= end && to > from).toBe(true);
        end = to;
      }
      expect(end).toBe(text.length);
    }
  });
});
