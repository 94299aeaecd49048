import { expect, it } from 'vitest';
import { rangeOf } from './range';

const rangesOf = (P: number, count: number) =>
  Array.from({ length: count }, (_, rank) => rangeOf(P, rank, count));

it('cuts the parameters into ranges that begin at words of the decay bits and fill all', () => {
  for (const P of [64, 2048, 2112, 20_480, 1_000_000]) {
    for (const count of [1, 2, 3, 8]) {
      const ranges = rangesOf(P, count);
      let end = 0;
      for (const range of ranges) {
        expect(range.start).toBe(end);
        expect(range.start === P || range.start % 2048 === 0).toBe(true);
        expect(range.end - range.start).toBeLessThan(P / count + 2048);
        end = range.end;
      }
      expect(end).toBe(P);
    }
  }
});

it('leaves some workers nothing of a model that is very small', () => {
  expect(rangesOf(1984, 2)).toEqual([
    { start: 0, end: 0 },
    { start: 0, end: 1984 },
  ]);
});
