import { createSmallCounts } from '../base/smallCounts';
import { createWordTable } from '../base/wordTable';

/** How often each normalized word occurs in a text: what a vocabulary is learned from. A `Map` is one, for few words. */
export interface WordCounts extends Iterable<readonly [string, number]> {
  /** Number of different words */
  readonly size: number;
}

/** Counts that are kept in little memory, for a text that may have ten million different words. */
export interface ManyWordCounts extends WordCounts {
  /** Adds occurrences of a word; their sum stays below 2^32. */
  add(word: string, count: number): void;
  /** No more are added: gives up what is needed for adding. */
  close(): void;
  /** Gives all memory back; there are no words then. */
  release(): void;
}

export function createWordCounts(): ManyWordCounts {
  const words = createWordTable();
  const counts = createSmallCounts();
  return {
    get size() {
      return counts.length;
    },
    add(word, count) {
      const number = words.numberOf(word);
      if (number === counts.length) counts.push(count);
      else counts.increase(number, count);
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < counts.length; i++) yield [words.at(i), counts.at(i)] as const;
    },
    close: words.close,
    release() {
      words.release();
      counts.release();
    },
  };
}
