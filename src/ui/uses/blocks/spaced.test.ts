import { expect, it } from 'vitest';
import { formatInterval, formatShare } from '../formatShare';
import { joined, lineOf } from './spaced';

const words = (text: string) => text.split(' ').map((one) => ({ text: one }));

it('sets no space before a full stop, or within brackets', () => {
  expect(lineOf(words('My kettle leaks . Can you ( “ soon ” ) come ?'))).toBe(
    'My kettle leaks. Can you (“soon”) come?',
  );
  expect(lineOf([{ text: 'The' }, { text: '', is: 'blank' }, { text: '.' }])).toBe('The ___.');
});

it('joins neighbours that are marked alike, and leaves blanks apart', () => {
  const mark = { strength: 0.5, tone: 'blue' } as const;
  const run = [
    { text: 'The', ...mark },
    { text: 'cat', ...mark },
    { text: '.', ...mark },
    { text: 'It', strength: 0.4 },
    { text: '', is: 'blank' as const },
    { text: '', is: 'blank' as const },
    { text: 'sat' },
    { text: 'down' },
  ];
  expect(joined(run).map(({ word, space }) => space + word.text)).toEqual([
    'The cat.',
    ' It',
    ' ',
    ' ',
    ' sat down',
  ]);
});

it.each([
  [0.943, '.94'],
  [1, '1.00'],
  [0.996, '1.00'],
  [0, '.00'],
  [-0.03, '−.03'],
  [-0.001, '.00'],
])('writes a share as tables have it: %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it('writes an interval', () => {
  expect(formatInterval({ low: 0.91, high: 1 })).toBe('.91 – 1.00');
});
