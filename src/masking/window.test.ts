import { expect, it } from 'vitest';
import {
  BEGINS_PHRASE,
  BEGINS_SENTENCE,
  BEGINS_WORD,
  BY_HAND,
  plainTokens,
} from '../dataset/encodedText';
import { maskingWindow } from './window';

const W = BEGINS_WORD;
const P = BEGINS_PHRASE | W;
const S = BEGINS_SENTENCE | P;
// Two sentences: a word of two pieces, then a phrase of two words; a word chosen by hand.
const text = {
  ids: Uint16Array.of(10, 11, 12, 13, 14),
  marks: Uint8Array.of(S, 0, P, W, S | BY_HAND),
};

it('numbers words, phrases and sentences by the marks where they begin', () => {
  const { ids, wordIds, phraseIds, sentenceIds, byHand } = maskingWindow(text);
  expect(Array.from(ids)).toEqual([10, 11, 12, 13, 14]);
  expect(Array.from(wordIds)).toEqual([1, 1, 2, 3, 4]);
  expect(Array.from(phraseIds)).toEqual([1, 1, 2, 2, 3]);
  expect(Array.from(sentenceIds!)).toEqual([1, 1, 1, 1, 2]);
  expect(Array.from(byHand!, Boolean)).toEqual([false, false, false, false, true]);
});

it('takes a part of a text, which may begin inside a word', () => {
  const { ids, wordIds, phraseIds, sentenceIds } = maskingWindow(plainTokens(text).read(1, 4));
  expect(Array.from(ids)).toEqual([11, 12, 13]);
  expect(Array.from(wordIds)).toEqual([0, 1, 2]);
  expect(Array.from(phraseIds)).toEqual([0, 1, 1]);
  expect(Array.from(sentenceIds!)).toEqual([0, 0, 0]);
});
