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

it('lets the caller rest in a long paragraph', () => {
  const found = Array.from(blocks('line\n'.repeat(10_000)));
  expect(found.filter(({ start, end }) => start === end)).toHaveLength(2);
  expect(found.at(-1)).toEqual({ start: 0, end: 49_999 });
});

it('finds nothing in nothing', () => {
  expect(parts('')).toEqual([]);
  expect(parts(' \n\n\t ')).toEqual([]);
});
