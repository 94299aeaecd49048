import { describe, expect, it } from 'vitest';
import type { Recorded } from './programs';
import { splitWork } from './submits';

const COUNTS = { sequences: 1, rows: 1, blanks: 1, segments: 1 };
/** Only \`work\` is looked at. */
const dispatches = (...work: number[]) =>
  work.map((w) => ({ work: () => w }) as unknown as Recorded);
const workOf = (pieces: readonly (readonly Recorded[])[]) =>
  pieces.map((piece) => piece.map((d) => d.work(COUNTS)));

describe('splitWork', () => {
  it('leaves a short step whole', () => {
    const all = dispatches(1, 2, 3);
    for (const milliseconds of [0, 1, 30]) {
      expect(splitWork(all, COUNTS, milliseconds)).toEqual([all]);
    }
    expect(splitWork([], COUNTS, 1000)).toEqual([[]]);
  });

  it('cuts into pieces of about 30 ms of equal work, in order', () => {
    const all = dispatches(1, 1, 1, 1, 1, 1);
    expect(workOf(splitWork(all, COUNTS, 31))).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(workOf(splitWork(all, COUNTS, 90))).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('never cuts a dispatch, and makes no empty piece', () => {
    const all = dispatches(90, 1, 1, 1);
    const pieces = splitWork(all, COUNTS, 90);
    expect(pieces.flat()).toEqual(all);
    expect(workOf(pieces)[0]).toEqual([90]);
    expect(splitWork(all, COUNTS, 1e6).length).toBe(4);
    for (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
  });

  it('asks for the work of these counts', () => {
    const perRow = { work: (c: typeof COUNTS) => c.rows } as unknown as Recorded;
    const all = [perRow, ...dispatches(10)];
    expect(splitWork(all, { ...COUNTS, rows: 10 }, 60).length).toBe(2);
  });
});
