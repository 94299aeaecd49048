import { CLS_ID, SEP_ID } from './vocabulary';

/** Places that [CLS] and [SEP] take in a window. */
const SPECIAL_TOKENS_PER_WINDOW = 2;

/** A text of N tokens as the model reads it, [CLS] … [SEP]: [N + 2]. Token `i` of the text stands at place `i + 1`. */
export const framed = (ids: Iterable<number>): Int32Array<ArrayBuffer> =>
  Int32Array.from([CLS_ID, ...ids, SEP_ID]);

/** Tokens of text that fit in a window of `sequenceLength` places. */
export const roomFor = (sequenceLength: number): number =>
  sequenceLength - SPECIAL_TOKENS_PER_WINDOW;

/** Places that a text of `tokens` tokens takes: the inverse of `roomFor`. */
export const framedLength = (tokens: number): number => tokens + SPECIAL_TOKENS_PER_WINDOW;
