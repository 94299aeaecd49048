import { expect, it } from 'vitest';
import { formatInterval, formatShare } from '../formatShare';
import { lineOf } from './spaced';

const words = (text: string) => text.split(' ').map((one) => ({ text: one }));

it('sets no space before a full stop, or within brackets', () => {
  expect(lineOf(words('My kettle leaks . Can you ( “ soon ” ) come ?'))).toBe(
    'My kettle leaks. Can you (“soon”) come?',
  );
  expect(lineOf([{ text: 'The' }, { text: '', is: 'blank' }, { text: '.' }])).toBe('The ___.');
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
