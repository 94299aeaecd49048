import { expect, it } from 'vitest';
import { key, normalAt } from '../base/random';
import { nearer, rightGroups, twoMeans } from './twoMeans';

/** `count` points around (x, x) with a spread of 1. */
const cloud = (x: number, count: number, k: number) =>
  Array.from({ length: count }, (_, i) => [x + normalAt(key(k, 0), i), x + normalAt(key(k, 1), i)]);

it('finds two clouds, and their centres', () => {
  const { of, centres } = twoMeans([...cloud(0, 30, 1), ...cloud(10, 10, 2)], 3);
  expect(new Set(of.slice(0, 30)).size).toBe(1);
  expect(new Set(of.slice(30)).size).toBe(1);
  expect(of[0]).not.toBe(of[30]);
  const [low, high] = [...centres].sort((a, b) => a[0]! - b[0]!);
  expect(Math.abs(low![0]!)).toBeLessThan(1);
  expect(Math.abs(high![1]! - 10)).toBeLessThan(1);
  expect(nearer([9, 9], centres)).toBe(of[30]);
});

it('counts by the better naming of the groups', () => {
  const vectors = [[0], [0.1], [5], [5.1]];
  expect([...rightGroups(vectors, [1, 1, 0, 0], 1)]).toEqual([1, 1, 1, 1]);
  expect([...rightGroups(vectors, [0, 1, 1, 1], 1)]).toEqual([1, 0, 1, 1]);
});

it('groups points that are all alike, and refuses a single one', () => {
  expect(twoMeans([[1], [1], [1]], 1).of).toHaveLength(3);
  expect(() => twoMeans([[1]], 1)).toThrow('1 vectors are not two groups');
});
