import { describe, expect, it } from 'vitest';
import { elements, lanesFor, ROW_GROUP, rowGroups, rowLanes } from './rowSums';

describe('lanesFor', () => {
  it('is a power of two, no more than asked for and than there are elements', () => {
    expect([1, 2, 3, 18, 31, 32, 200].map((width) => lanesFor(width, 32))).toEqual([
      1, 2, 2, 16, 16, 32, 32,
    ]);
    expect(lanesFor(200, 1)).toBe(1);
    expect(lanesFor(1000, 1000)).toBe(ROW_GROUP);
  });
});

describe('rowGroups', () => {
  it('has a place for every row', () => {
    expect([1, 64, 65].map((rows) => rowGroups(rows, 1))).toEqual([1, 1, 2]);
    expect([1, 2, 3, 64].map((rows) => rowGroups(rows, 32))).toEqual([1, 1, 2, 32]);
  });
});

describe('elements', () => {
  it('are fours where they divide the width', () => {
    expect(elements(12)).toMatchObject({ count: 3, type: 'vec4f' });
    expect(elements(9)).toMatchObject({ count: 9, type: 'f32' });
  });
});

describe('rowLanes', () => {
  it('needs no barrier for one lane', () => {
    expect(rowLanes(1)).not.toContain('Barrier');
    expect(rowLanes(2)).toContain('workgroupBarrier');
  });
});
