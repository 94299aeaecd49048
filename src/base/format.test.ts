import { expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatPoints,
  formatRate,
  formatShort,
  nameSome,
} from './format';

it('groups thousands with thin spaces', () => {
  expect(formatCount(1234567.4)).toBe('1\u2009234\u2009567');
  expect(formatCount(999)).toBe('999');
});

it('names some, and counts the rest', () => {
  expect(nameSome(['a', 'b', 'c'])).toBe('a, b, c');
  expect(nameSome(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

it.each([
  [0.834, '0.83'],
  [16.44, '16.4'],
  [312.4, '312'],
])('writes rate %d as %s', (rate, text) => expect(formatRate(rate)).toBe(text));

it.each([
  [950, '950'],
  [133_248, '133 k'],
  [4_385_920, '4.39 M'],
])('writes size %d as %s', (n, text) => expect(formatShort(n)).toBe(text));

it.each([
  [0.2, '0 s'],
  [97, '97 s'],
  [125, '2 min'],
  [10_000, '3 h'],
])('writes %d seconds as %s', (s, text) => expect(formatDuration(s)).toBe(text));

it.each([
  [0.1534, '+15.3'],
  [-0.04, '−4.0'],
  [-1, '−100.0'],
  [-0.0004, '0.0'],
  [0, '0.0'],
])('writes a difference of %d as %s points', (d, text) => expect(formatPoints(d)).toBe(text));
