import {
  BEGINS_PHRASE,
  BEGINS_SENTENCE,
  BEGINS_WORD,
  BY_HAND,
  type Stretch,
} from '../dataset/encodedText';

/** The text of one window: N tokens that are masked together. */
export interface MaskingWindow {
  /** [N] */
  readonly ids: Int32Array | Uint16Array;
  /** [N] Tokens of one word have equal numbers */
  readonly wordIds: ArrayLike<number>;
  /** [N] Tokens of one phrase (corpus/phrases.ts) have equal numbers; a word outside phrases has its own */
  readonly phraseIds: ArrayLike<number>;
  /** [N] Tokens of one sentence have equal numbers; left out if the window holds only one */
  readonly sentenceIds?: ArrayLike<number>;
  /** [N] Not 0 = chosen by hand */
  readonly byHand?: ArrayLike<number>;
}

/** [N] How many tokens up to and including each carry a mark: tokens between two marks get equal numbers. */
function runningNumbers(marks: Uint8Array, mark: number): Uint32Array {
  const numbers = new Uint32Array(marks.length);
  let number = 0;
  for (let i = 0; i < marks.length; i++) {
    if (marks[i]! & mark) number++;
    numbers[i] = number;
  }
  return numbers;
}

/** A stretch of a text as one window. */
export function maskingWindow({ ids, marks }: Stretch): MaskingWindow {
  return {
    ids,
    wordIds: runningNumbers(marks, BEGINS_WORD),
    phraseIds: runningNumbers(marks, BEGINS_PHRASE),
    sentenceIds: runningNumbers(marks, BEGINS_SENTENCE),
    byHand: marks.map((mark) => mark & BY_HAND),
  };
}
