import { expect, it } from 'vitest';
import { makePages } from './pages';

/** Units and sentences by their tokens; a token has five characters, and each sentence 100 more. */
function pagesOf(
  sentences: readonly (readonly number[])[],
  beginsLine: (sentence: number) => boolean,
) {
  const starts: number[] = [];
  const sentence: number[] = [];
  const sentenceStarts = [0];
  let at = 0;
  sentences.forEach((units, s) => {
    for (const tokens of units) {
      starts.push(at);
      sentence.push(s);
      at += tokens;
    }
    sentenceStarts.push(at);
  });
  const units = {
    count: starts.length,
    starts: Uint32Array.of(...starts, at),
    sentence: Uint32Array.from(sentence),
  };
  const { units: first, offsets } = makePages(
    { units, encoded: { sentenceStarts: Uint32Array.from(sentenceStarts) } },
    {
      sentenceOffsets: Uint32Array.from(sentenceStarts, (start, s) => 5 * start + 100 * s),
      beginsLine: Uint8Array.from(sentences, (_, s) => Number(beginsLine(s))),
    },
  );
  return { units: Array.from(first), offsets: Array.from(offsets) };
}

const short = (count: number) => Array.from({ length: count }, () => [60]);

it('ends a page with a line, once it has enough', () => {
  expect(pagesOf(short(7), () => true)).toEqual({
    units: [0, 2, 4, 6, 7],
    offsets: [0, 800, 1600, 2400, 2800],
  });
  expect(pagesOf(short(7), (s) => s === 1 || s === 5).units).toEqual([0, 5, 7]);
});

it('ends a page with a sentence where the line is too long', () => {
  expect(pagesOf(short(20), () => false).units).toEqual([0, 8, 16, 20]);
});

it('ends a page within a sentence only where that is very long', () => {
  const long = new Array(12).fill(100);
  expect(pagesOf([long.slice(0, 9), [10], [10]], () => true).units).toEqual([0, 9, 11]);
  expect(pagesOf([[60], long, [60]], () => true)).toEqual({
    units: [0, 10, 13, 14],
    // 900 of 1200 tokens of a sentence that goes from 400 to 6500
    offsets: [0, 400 + 4575, 6500, 6900],
  });
});

it('is one page where there is little', () => {
  expect(pagesOf([[3], [4]], () => true)).toEqual({ units: [0, 2], offsets: [0, 235] });
});
