import { expect, it } from 'vitest';
import { gapText } from './gapText';

const FIRST = 'This one is left as it stands. ';
const NEXT =
  'one two three four five six seven eight nine ten 11 twelve thirteen fourteen fifteen. ';

it('leaves the first sentence whole and makes every seventh word after it a gap, but no number', () => {
  const parts = gapText(FIRST + NEXT + NEXT, 'en')!;
  const gaps = parts.filter((part) => typeof part !== 'string');
  expect(gaps.map(({ number, word }) => [number, word])).toEqual([
    [1, 'seven'],
    [2, 'fifteen'],
    [3, 'seven'],
    [4, 'fifteen'],
  ]);
  expect(parts[0]).toBe(`${FIRST}one two three four five six `);
  const whole = parts.map((part) => (typeof part === 'string' ? part : part.word)).join('');
  expect(whole).toBe((FIRST + NEXT + NEXT).trim());
});

it('takes about a page of whole sentences, and nothing of a text of a few words', () => {
  const parts = gapText(FIRST + NEXT.repeat(200), 'en')!;
  const whole = parts.map((part) => (typeof part === 'string' ? part : part.word)).join('');
  expect(whole.length).toBeLessThan(1800);
  expect(whole.length).toBeGreaterThan(1600);
  expect(whole).toMatch(/fifteen\.$/);
  expect(gapText(`${FIRST}Two words.`, 'en')).toBeUndefined();
});
