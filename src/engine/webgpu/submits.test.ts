import { describe, expect, it } from 'vitest';
import type { Recorded } from './programs';
import { splitWork, totalWork } from './submits';

const COUNTS = { sequences: 1, rows: 1, blanks: 1, segments: 1 };
/** Only \`work\` is looked at. */
const dispatches = (...work: number[]) =>
  work.map((w) => ({ work: () => w }) as unknown as Recorded);
/** `splitWork` for dispatches that together take so long. */
const split = (all: Recorded[], milliseconds: number) =>
  splitWork(all, COUNTS, milliseconds / Math.max(1, totalWork(all, COUNTS)));
const workOf = (pieces: readonly (readonly Recorded[])[]) =>
  pieces.map((piece) => piece.map((d) => d.work(COUNTS)));

describe('splitWork', () => {
  it('leaves a short step whole', () => {
    const all = dispatches(1, 2, 3);
    for (const milliseconds of [0, 1, 50]) {
      expect(split(all, milliseconds)).toEqual([all]);
    }
    expect(split([], 1000)).toEqual([[]]);
  });

  it('cuts into pieces of about 50 ms of equal work, in order', () => {
    const all = dispatches(1, 1, 1, 1, 1, 1);
    expect(workOf(split(all, 51))).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(workOf(split(all, 149))).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('never cuts a dispatch, and makes no empty piece', () => {
    const all = dispatches(90, 1, 1, 1);
    const pieces = split(all, 150);
    expect(pieces.flat()).toEqual(all);
    expect(workOf(pieces)[0]).toEqual([90]);
    expect(split(all, 1e6).length).toBe(4);
    for (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
  });

  it('asks for the work of these counts', () => {
    const perRow = { work: (c: typeof COUNTS) => c.rows } as unknown as Recorded;
    const all = [perRow, ...dispatches(10)];
    expect(splitWork(all, { ...COUNTS, rows: 10 }, 60).length).toBe(2);
  });
});
