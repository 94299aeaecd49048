import { describe, expect, it } from 'vitest';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import { learnVocabulary, longestWord, spellingSize } from './learnVocabulary';
import { NO_WORD_LIMIT, SPECIAL_TOKENS, UNK_ID } from './vocabulary';
import { createEncoder } from './wordPiece';

const counts = new Map([
  ['the', 9],
  ['cat', 4],
  ['sat', 4],
  ['zebra', 1],
  ['x'.repeat(101), 50],
]);
const learn = (kind: 'wordpiece' | 'word' | 'character', vocabSize = 64, minFrequency = 1) => {
  const learning = learnVocabulary(kind, counts, { vocabSize, minFrequency });
  let step = learning.next();
  while (!step.done) step = learning.next();
  return step.value.slice(SPECIAL_TOKENS.length);
};

describe('whole words', () => {
  it('are the most frequent, first of equals by spelling, none too long', () => {
    expect(learn('word')).toEqual(['the', 'cat', 'sat', 'zebra']);
    expect(learn('word', 7)).toEqual(['the', 'cat']);
    expect(learn('word', 64, 2)).toEqual(['the', 'cat', 'sat']);
  });

  it('make every other word unknown, and none of them parted', () => {
    const tokens = [...SPECIAL_TOKENS, ...learn('word')];
    const encoder = createEncoder({ tokens, doLowerCase: true, stripAccents: false });
    const { ids, wordIds } = encoder.encode('The cat sat. Zebra cats');
    expect(Array.from(ids)).toEqual([5, 6, 7, UNK_ID, 8, UNK_ID]);
    expect(Array.from(wordIds)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('characters', () => {
  it('are each one alone and each one that continues a word', () => {
    const tokens = learn('character');
    expect(tokens.filter((t) => !t.startsWith('##'))).toEqual([...'abcehrstxz']);
    expect(tokens.filter((t) => t.startsWith('##')).map((t) => t.slice(2))).toEqual([...'abehrtx']);
    expect(learn('character', 64, 5)).toEqual(tokens);
  });

  it('spell every word of the text, none unknown', async () => {
    const text = 'Ein Äpfelchen rollt. Zwei Äpfelchen rollen weit.';
    const settings = { vocabSize: 200, doLowerCase: true, tokenizer: 'character' } as const;
    const { encoded, vocabulary, stats } = await prepareText(text, settings);
    expect(stats.unknownShare).toBe(0);
    for (const id of allTokens(encoded).ids) {
      expect([...vocabulary.tokens[id]!.replace('##', '')]).toHaveLength(1);
    }
  });
});

/** What a generator returns, and the shares done that it yields. */
function finish<R>(steps: Generator<number, R, undefined>) {
  const shares: number[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) shares.push(step.value);
  return { result: step.value, shares };
}
const kinds = ['wordpiece', 'word', 'character'] as const;

it('whole words are of up to 100 characters, and not empty', () => {
  const odd = new Map([
    ['', 9],
    ['b', 1],
    ['a', 1],
    ['😀'.repeat(100), 3],
  ]);
  const { result } = finish(learnVocabulary('word', odd, { vocabSize: 64 }));
  expect(result).toEqual([...SPECIAL_TOKENS, '😀'.repeat(100), 'a', 'b']);
});

it('yields the share done after every 8192 words, where words or characters are tokens', () => {
  const many = new Map(Array.from({ length: 20_480 }, (_, i) => [`w${i}`, 1]));
  for (const kind of ['word', 'character'] as const) {
    expect(finish(learnVocabulary(kind, many, { vocabSize: 64 })).shares).toEqual([0.4, 0.8]);
  }
  expect(finish(spellingSize('character', many))).toEqual({
    result: 5 + 11 + 10,
    shares: [0.4, 0.8],
  });
});

it('refuses a size without room for a character', () => {
  for (const kind of kinds) {
    const learning = () => finish(learnVocabulary(kind, counts, { vocabSize: 6 }));
    expect(learning).toThrow('learnVocabulary: vocabSize 6 is below 7');
    expect(finish(learnVocabulary(kind, counts, { vocabSize: 7 })).result.length).toBe(7);
  }
});

it('knows the size that spells every word: its characters alone and within, or the words themselves', () => {
  const few = new Map([
    ['ab', 3],
    ['b', 1],
    ['cb', 1],
  ]);
  const sizes = kinds.map((kind) => finish(spellingSize(kind, few)).result);
  expect(sizes).toEqual([5 + 4, 5 + 3, 5 + 4]); // a b c ##b
});

it('only words of characters may be of any length', () => {
  expect(kinds.map(longestWord)).toEqual([100, 100, NO_WORD_LIMIT]);
  expect(NO_WORD_LIMIT).toBe(2_147_483_647); // as much as 32 bits hold
});

it('word pieces are the trainer’s own', () => {
  const pieces = learn('wordpiece', 64, 2);
  expect(pieces).toContain('the');
  expect(pieces).toContain('##a');
});
