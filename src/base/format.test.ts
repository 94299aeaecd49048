import { expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatPercent,
  formatPoints,
  formatRate,
  formatShort,
} from './format';

it('groups thousands with thin spaces', () => {
  expect(formatCount(1234567.4)).toBe('1\u202f234\u202f567');
  expect(formatCount(999)).toBe('999');
});

it.each([
  [0.834, '0.83'],
  [16.44, '16.4'],
  [10, '10.0'],
  [100, '100'],
  [312.4, '312'],
])('writes rate %d as %s', (rate, text) => expect(formatRate(rate)).toBe(text));

it.each([
  [999, '999'],
  [1000, '1 k'],
  [1_000_000, '1 M'],
  [133_248, '133 k'],
  [4_385_920, '4.39 M'],
])('writes size %d as %s', (n, text) => expect(formatShort(n)).toBe(text));

it.each([
  [0.2, '0 s'],
  [-3, '0 s'],
  [119, '119 s'],
  [120, '2 min'],
  [7199, '120 min'],
  [7200, '2 h'],
  [10_000, '3 h'],
])('writes %d seconds as %s', (s, text) => expect(formatDuration(s)).toBe(text));

it.each([
  [0.1534, '+15.3'],
  [-0.04, '−4.0'],
  [-1, '−100.0'],
  [-0.0004, '0.0'],
  [0, '0.0'],
])('writes a difference of %d as %s points', (d, text) => expect(formatPoints(d)).toBe(text));

it('writes shares in percent', () => {
  expect([formatPercent(0.1534), formatPercent(0.1534, 1), formatPercent(1)]).toEqual([
    ...['15 %', '15.3 %', '100 %'],
  ]);
});
