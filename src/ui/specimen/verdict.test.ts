import { describe, expect, it } from 'vitest';
import type { Answer } from '../../protocol/look';
import type { Specimen } from '../../store/playground/specimen';
import { testView } from '../../store/playground/testView';
import { MASK_ID, UNK_ID } from '../../tokenizer/vocabulary';
import { hiddenWords, judge } from './verdict';

/** "The lantern hung": `lantern` in two pieces. */
const SENTENCE: Specimen = {
  source: { kind: 'sentence', index: 0, heldOut: true },
  text: 'The lantern hung',
  tokens: [
    { id: 7, start: 0, end: 3, wordId: 0 },
    { id: 8, start: 4, end: 8, wordId: 1 },
    { id: 9, start: 8, end: 11, wordId: 1 },
    { id: 10, start: 12, end: 16, wordId: 2 },
  ],
  blanks: [1, 2, 3],
};

const answer = (rank: number): Answer => ({ id: 8, probability: 0.5 / rank, rank });
const ranks = (...of: (number | undefined)[]) =>
  testView(5, { answers: of.map((rank) => (rank === undefined ? rank : answer(rank))) });

/** What is said of each hidden word. */
const kinds = (specimen: Specimen, view = ranks(1, 1, 1)) =>
  hiddenWords(specimen).map((word) => judge(word, specimen, view).kind);

const withId = (place: number, id: number): Specimen => ({
  ...SENTENCE,
  tokens: SENTENCE.tokens.map((token, i) => (i === place ? { ...token, id } : token)),
});

describe('hidden words', () => {
  it('have a blank for each piece, and are written as the sentence writes them', () => {
    expect(hiddenWords(SENTENCE)).toEqual([
      { blanks: [0, 1], written: 'lantern', isWhole: true },
      { blanks: [2], written: 'hung', isWhole: true },
    ]);
  });

  it('may be hidden in part', () => {
    expect(hiddenWords({ ...SENTENCE, blanks: [2, 3] })).toEqual([
      { blanks: [0], written: 'ern', isWhole: false },
      { blanks: [1], written: 'hung', isWhole: true },
    ]);
  });
});

describe('a word', () => {
  it('is guessed right where every piece comes first', () => {
    expect(kinds(SENTENCE, ranks(1, 1, 2))).toEqual(['right', 'wrong']);
    expect(kinds(SENTENCE, ranks(1, 4, 1))).toEqual(['wrong', 'right']);
    expect(judge(hiddenWords(SENTENCE)[0]!, SENTENCE, ranks(1, 4, 1))).toMatchObject({
      answers: [{ rank: 1 }, { rank: 4 }],
    });
  });

  it('is not judged before the first step, nor in a recording without answers', () => {
    expect(kinds(SENTENCE, { ...ranks(3, 3, 3), step: 0 })).toEqual(['early', 'early']);
    expect(kinds(SENTENCE, testView(5))).toEqual(['early', 'early']);
    expect(judge(hiddenWords(SENTENCE)[0]!, SENTENCE, undefined)).toEqual({ kind: 'early' });
  });

  it('has no answer where nobody knows it, and none where the vocabulary lacks it', () => {
    expect(kinds(withId(3, MASK_ID), ranks(1, 1, undefined))).toEqual(['right', 'unknown']);
    expect(kinds(withId(3, UNK_ID), ranks(1, 1, undefined))).toEqual(['right', 'lacking']);
  });
});
