import { describe, expect, it } from 'vitest';
import type { GemmShape } from '../compiled/plan/ops';
import { gemmWork } from '../compiled/plan/ops';
import { CANDIDATES, gemmWorkgroups, TILINGS } from './tilings';

const COUNTS = { sequences: 2, rows: 100, blanks: 7, segments: 9 };
const shape = (more: Partial<GemmShape> = {}): GemmShape => ({
  ...{ rows: 'rows', columns: 70, inner: 20, lda: 20, ldb: 20, ldc: 70 },
  ...more,
});
const groups = (name: keyof typeof TILINGS, of: GemmShape) =>
  gemmWorkgroups({ form: 'NT', epilogue: {}, tiling: TILINGS[name], vec: true }, of)(COUNTS);

describe('TILINGS', () => {
  it.each(Object.entries(TILINGS))("%s keeps to WebGPU's default limits", (_, tiling) => {
    // A vec4 is the smallest piece.
    expect([tiling.rows % 4, tiling.columns % 4]).toEqual([0, 0]);
    if (tiling.kind === 'direct') return;
    const { rows, columns, depth, perThread } = tiling;
    expect((rows / perThread) * (columns / perThread)).toBeLessThanOrEqual(256);
    expect((rows + columns) * depth * 4).toBeLessThanOrEqual(16384);
    expect([rows % perThread, columns % perThread, perThread % 4, depth % 4]).toEqual([0, 0, 0, 0]);
  });

  it('a CPU in disguise is offered none with barriers', () => {
    expect(CANDIDATES.software.map((name) => TILINGS[name].kind)).not.toContain('tiled');
    expect(CANDIDATES.gpu.map((name) => TILINGS[name].kind)).toContain('tiled');
  });
});

describe('gemmWorkgroups', () => {
  it('covers the result with tiles, a workgroup each', () => {
    expect(groups('small', shape())).toEqual([4 * 3, 1, 1]);
    expect(groups('large', shape())).toEqual([2 * 2, 1, 1]);
    expect(groups('large', shape({ rows: 64, columns: 64 }))).toEqual([1, 1, 1]);
    expect(groups('large', shape({ rows: 65, columns: 64 }))).toEqual([2, 1, 1]);
  });

  it('covers it with tiles of one invocation, 16 a workgroup', () => {
    expect(groups('direct', shape())).toEqual([Math.ceil((13 * 9) / 16), 1, 1]);
    expect(groups('directLong', shape())).toEqual([Math.ceil((7 * 9) / 16), 1, 1]);
  });

  it('follows rows or blanks, and runs batch and slabs side by side', () => {
    expect(groups('small', shape({ rows: 'blanks' }))).toEqual([3, 1, 1]);
    expect(groups('small', shape({ batch: 3, slabs: 4 }))).toEqual([12, 1, 12]);
  });
});

describe('gemmWork', () => {
  it('counts multiply-adds', () => {
    expect(gemmWork(shape())(COUNTS)).toBe(100 * 70 * 20);
    expect(gemmWork(shape({ rows: 8, inner: 'blanks', batch: 3 }))(COUNTS)).toBe(8 * 70 * 7 * 3);
    // The last of the batch sums over the blanks only.
    const last = shape({ rows: 8, inner: 'rows', batch: 3, lastOnBlanks: true });
    expect(gemmWork(last)(COUNTS)).toBe(8 * 70 * (100 * 2 + 7));
    // Slabs share a sum out: no more work.
    expect(gemmWork(shape({ slabs: 4 }))(COUNTS)).toBe(100 * 70 * 20);
  });
});
