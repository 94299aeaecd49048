import { expect, it } from 'vitest';
import { looksBinary } from './looksBinary';

const of100 = (bad: string, times: number) => bad.repeat(times) + 'a'.repeat(100 - times);

it.each([
  ['nothing', '', false],
  ['prose', 'It rained.\r\n\tIt stopped.\f\v', false],
  ['a text that is white space', '\t\n\r\f\v'.repeat(20), false],
  ['emoji, which are pairs', '😀'.repeat(50), false],
  ['five control characters in a hundred', of100('\u0001', 5), false],
  ['six of them', of100('\u0001', 6), true],
  ['six characters that could not be decoded', of100('\ufffd', 6), true],
  ['six halves of pairs', of100('\ud800', 6), true],
  ['one NUL in a thousand', `\0${'a'.repeat(999)}`, false],
  ['two of them', `\0\0${'a'.repeat(998)}`, true],
  ['NULs far into a long text', 'a'.repeat(100_000) + '\0'.repeat(50_000), false],
  ['NULs near the beginning of a long text', '\0'.repeat(200) + 'a'.repeat(400_000), true],
])('%s', (_, text, expected) => {
  expect(looksBinary(text)).toBe(expected);
});
