import { expect, test } from 'vitest';
import type { ProductTime } from '../browser/dispatchTimes';
import { nameProduct, placeOf, productFlops } from './names';
import { dispatchTable, productTable } from './tables';

const product = (more: Partial<ProductTime>): ProductTime => ({
  ...{ name: 'NT 8 x 8 x 8', places: ['output'], calls: 1, flops: 4e6, inTime: true },
  ...{ chosen: 'small', milliseconds: { small: 2, medium: 5, large: 4 } },
  ...more,
});

/** The cells of each line, which two spaces or more part. */
const cellsOf = (table: string) => table.split('\n').map((line) => line.trim().split(/ {2,}/));

test('a product has its tiling, what a step takes of it, and the fastest of the others', () => {
  const [, first] = cellsOf(productTable([product({ calls: 3 })], 4));
  expect(first).toEqual([
    'NT 8 x 8 x 8',
    '3',
    'small',
    '2',
    '6',
    '2',
    '50',
    'large',
    '4',
    '2',
    'output',
  ]);
});

test('what takes the longest in a step comes first, and all add up', () => {
  const often = product({ name: 'often', calls: 9 });
  const long = product({ name: 'long', flops: 1e7, milliseconds: { small: 10, direct: 12 } });
  const lines = cellsOf(productTable([long, often], 4));
  expect(lines.map(([name]) => name)).toEqual(['product', 'often', 'long', 'all products']);
  // 9 · 2 + 10 ms; 9 · 4 + 10 million operations
  expect(lines.at(-1)).toEqual(['all products', '10', '28', '1.64', '41.1']);
});

test('what the tuner did not come to is marked, and what that costs is said', () => {
  const late = product({ calls: 2, inTime: false, milliseconds: { small: 7, direct: 4.5 } });
  const table = productTable([late, product({})], 4);
  const [, first, second] = cellsOf(table);
  expect([first![2], second![2]]).toEqual(['small (*)', 'small']);
  expect(first!.slice(-4)).toEqual(['direct', '4.5', '0.643', 'output']);
  expect(table).toMatch(/\(\*\) The tuner had no time left/);
  expect(table).toMatch(/would take 5 ms less/);
  expect(productTable([product({})], 4)).not.toMatch(/no time left/);
});

test('a lone candidate has no next best', () => {
  const [, first] = cellsOf(productTable([product({ milliseconds: { small: 2 } })], 4));
  expect(first).toEqual(['NT 8 x 8 x 8', '1', 'small', '2', '2', '2', '50', 'output']);
});

test('dispatches have their share of all, and the short ones are one line', () => {
  const parts = [
    { name: 'LayerNorm', calls: 5, milliseconds: 50, flops: 0 },
    { name: 'gemm', calls: 2, milliseconds: 149.5, flops: 299e6 },
    { name: 'statistics', calls: 1, milliseconds: 0.25, flops: 0 },
    { name: 'rows', calls: 3, milliseconds: 0.25, flops: 0 },
  ];
  const times = { device: '', products: [], step: 250, dispatches: { parts, all: 200 } };
  const lines = cellsOf(dispatchTable(times, 8));
  expect(lines).toEqual([
    ['dispatch', 'calls', 'ms', '% of step', 'GFLOP/s', '% of peak'],
    ['gemm', '2', '150', '74.8', '2', '25'],
    ['LayerNorm', '5', '50', '25'],
    ['all smaller ones', '4', '0.5', '0.25'],
    ['all dispatches', '11', '200', '100', '1.5', '18.7'],
    ['By the clock a step takes 250 ms, untimed.'],
  ]);
});

test('without timestamps it says so', () => {
  const times = { device: '', products: [], step: 250, dispatches: undefined };
  expect(dispatchTable(times, 8)).toMatch(/takes 250 ms\. This adapter has no timestamps/);
});

test('products are named by form and sizes, dispatches by their place in any layer', () => {
  const shape = { form: 'TN', rows: 64, columns: 256, inner: 512, batch: 1 } as const;
  expect(nameProduct(shape)).toBe('TN 64 x 256 x 512');
  expect(nameProduct({ ...shape, batch: 2 })).toBe('TN 64 x 256 x 512, 2 at once');
  expect(productFlops({ ...shape, batch: 2 })).toBe(2 * 64 * 256 * 512 * 2);
  expect(
    ['layer 11 attention output', 'all layers x gradient', 'head decoder'].map(placeOf),
  ).toEqual(['attention output', 'x gradient', 'head decoder']);
  expect(placeOf('LayerNorm 12 gradient')).toBe('LayerNorm gradient');
});
