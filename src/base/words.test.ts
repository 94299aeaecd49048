import { expect, it } from 'vitest';
import {
  counted,
  countedFirst,
  isSome,
  listed,
  nameSome,
  ordinal,
  reasonOf,
  sentence,
  shortened,
  times,
} from './words';

it('counts in words', () => {
  expect([0, 1, 2, 12_345].map((n) => counted(n, 'run'))).toEqual([
    ...['0 runs', '1 run', '2 runs', '12\u202f345 runs'],
  ]);
  expect([1, 2].map((n) => counted(n, 'vocabulary', 'vocabularies'))).toEqual([
    ...['1 vocabulary', '2 vocabularies'],
  ]);
  expect([0, 1, 2].map((n) => countedFirst(n, 'run'))).toEqual(['0 runs', 'One run', '2 runs']);
  expect([0, 1, 2, 1234].map(times)).toEqual([...['never', 'once', '2 times', '1\u202f234 times']]);
});

it('counts places', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1023].map(ordinal)).toEqual([
    ...['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd', '111th'],
    '1\u202f023rd',
  ]);
});

it('lists', () => {
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  expect(isSome([])).toBe(false);
  expect(isSome([1])).toBe(true);
});

it('names some, and counts the rest', () => {
  expect(nameSome(['a', 'b', 'c'])).toBe('a, b and c');
  expect(nameSome(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
  expect(nameSome([])).toBe('');
});

it('shortens by characters, not by halves of them', () => {
  expect(shortened('cat')).toBe('cat');
  expect(shortened('a'.repeat(40))).toBe('a'.repeat(40));
  expect(shortened('a'.repeat(41))).toBe(`${'a'.repeat(40)}…`);
  expect(shortened('😀'.repeat(40))).toBe('😀'.repeat(40));
  expect(shortened(`a${'😀'.repeat(1000)}`)).toBe(`a${'😀'.repeat(39)}…`);
});

it('makes a sentence of any reason, also of none', () => {
  expect(sentence('it broke')).toBe('It broke.');
  expect(sentence(' it broke. . ')).toBe('It broke.');
  expect(sentence('it’s, as said, broken')).toBe('It’s, as said, broken.');
  expect(sentence('stop!')).toBe('stop!');
  expect(sentence('wait…')).toBe('wait…');
  expect(sentence('a.txt is broken')).toBe('a.txt is broken.');
  expect(sentence('selfTest: off by 2')).toBe('selfTest: off by 2.');
  expect(sentence('why?')).toBe('why?');
  expect(sentence(' ')).toBe('The browser gave no reason.');
});

it('says what an error says', () => {
  expect(reasonOf(new Error('no room'))).toBe('No room.');
  expect(reasonOf(new DOMException('', 'AbortError'))).toBe('AbortError.');
  expect(reasonOf(new TypeError())).toBe('TypeError.');
  expect(reasonOf('gone')).toBe('gone.');
  for (const nothing of [undefined, null, '']) {
    expect(reasonOf(nothing)).toBe('The browser gave no reason.');
  }
});
