import { describe, expect, it } from 'vitest';
import { prepareText } from '../dataset/prepare';
import { learnVocabulary } from './learnVocabulary';
import { SPECIAL_TOKENS, UNK_ID } from './vocabulary';
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
    for (const id of encoded.ids) {
      expect([...vocabulary.tokens[id]!.replace('##', '')]).toHaveLength(1);
    }
  });
});

it('word pieces are the trainer’s own', () => {
  const pieces = learn('wordpiece', 64, 2);
  expect(pieces).toContain('the');
  expect(pieces).toContain('##a');
});
