import { expect, it } from 'vitest';
import { timesOf } from './timesOf';

it('says a ratio with two digits, the larger way round', () => {
  expect(timesOf(Math.log(1.84))).toBe('1.8 times');
  expect(timesOf(-Math.log(23.4))).toBe('23 times');
  expect(timesOf(Math.log(1234))).toBe('1\u202f200 times');
  expect(timesOf(Math.log(9.97))).toBe('10 times');
  expect(timesOf(-99)).toBe('more than a million times');
});
