import { expect, it } from 'vitest';
import { blocks } from './blocks';

const parts = (text: string) =>
  Array.from(blocks(text), ({ start, end }) => text.slice(start, end));

it('keeps wrapped lines together and parts at blank lines', () => {
  expect(parts('a\nb\r\nc\n \t\nd\r\n\r\ne\ff')).toEqual(['a\nb\r\nc', 'd', 'e', 'f']);
});

it('parts at headings, list items and speakers', () => {
  expect(
    parts('# One\ntext\n- a\nmore\n2. b\n• c\nROMEO: hi\nmore\nFirst Citizen:\nSpeak.'),
  ).toEqual([
    '# One',
    'text',
    '- a\nmore',
    '2. b',
    '• c',
    'ROMEO: hi\nmore',
    'First Citizen:\nSpeak.',
  ]);
});

it('does not take a year or a small word for a beginning', () => {
  expect(parts('born in\n1990. Then\nhe said: no\n3.5 kg')).toHaveLength(1);
});

it('tells initials, days and dashes within a sentence from items', () => {
  expect(parts('The book by\nJ. Smith is of\n3. Mai, he said\n– and so on')).toHaveLength(1);
  expect(parts('A. One\nB. Two\n– One\n– Two\n1.1. Scope\n①tea\n1、茶')).toHaveLength(7);
});

it('gives rules and the times of subtitles a part of their own', () => {
  expect(parts('Title\n=====\nText\n00:01,0 --> 00:02,0\nWell')).toHaveLength(5);
});

it('takes signs within a line for no beginning', () => {
  const lines = [
    'milk * bread',
    'well- kept',
    'tick [x] here',
    'f[x] is',
    'see ① here',
    'a① too.',
    'by J. Smith.',
    'xJ. Smith.',
    'so – and on',
    'so– and – On',
    '?) what',
    'a # b',
    'C# is',
    'or ---',
    'a---',
    '--- or',
    'to 0:01 --> 0:02',
    'said To Bob: no',
    'iPhone: new',
    'Bob?: no',
    'A ? B: no',
    'Bob A?: no',
  ];
  expect(parts(lines.join('\n'))).toHaveLength(1);
});

it('knows items however they are numbered, marked and indented', () => {
  const items = [
    'x',
    '12. b',
    '1.12. c',
    'A) d',
    '[] e',
    ' - f',
    '1. am 3. Mai',
    '  ## g',
    'Act 12: h',
    'Mrs. O’Neil: i',
    'Cafe\u0301: j',
    'De Cafe\u0301: k',
    'X1: l',
  ];
  expect(parts(items.join('\n')).map((part) => part.trim())).toEqual(items.map((i) => i.trim()));
  expect(parts('am\n12. Mai')).toHaveLength(1);
});

it.each(['No.', 'He left.', 'He left.”', 'He left.)', 'He left!’»', 'He left: ', 'He left…"  '])(
  'begins anew with a dash or an initial after %j',
  (line) => {
    expect(parts(`${line}\n– and so`)).toHaveLength(2);
    expect(parts(`${line}\n–  and so`)).toHaveLength(2);
    expect(parts(`${line}\nJ. Smith`)).toHaveLength(2);
    expect(parts(`${line.replace(/[.!:…]/, '$&eft')}\n– and so`)).toHaveLength(1);
  },
);

it('goes on with dashes in a block that began with one', () => {
  expect(parts('One\n\n– two\n– and three')).toEqual(['One', '– two', '– and three']);
});

it('parts at paragraph separators, and leaves out blank lines at the end', () => {
  expect(parts('a\u2029b\n\n\f\nc\n ')).toEqual(['a', 'b', 'c']);
});

it('lets the caller rest in a long paragraph', () => {
  const found = Array.from(blocks('line\n'.repeat(10_000)));
  expect(found.slice(0, -1)).toEqual([4095, 8191].map((n) => ({ start: 5 * n, end: 5 * n })));
  expect(found.at(-1)).toEqual({ start: 0, end: 49_999 });
});

it('finds nothing in nothing', () => {
  expect(parts('')).toEqual([]);
  expect(parts(' \n\n\t ')).toEqual([]);
});
