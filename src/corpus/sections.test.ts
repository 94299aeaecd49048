import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sections } from './sections';

async function cut(parts: readonly string[]): Promise<string[]> {
  async function* given() {
    yield* parts;
  }
  const found: string[] = [];
  for await (const section of sections(given())) found.push(section);
  return found;
}

/** A long text with this between its lines. */
const linesOf = (mark: string, length = 1_300_000) => {
  let text = '';
  for (let i = 0; text.length < length; i++) text += `Line ${i} is here, with some words.${mark}`;
  return text;
};

it('loses nothing, and its cuts do not depend on the parts', async () => {
  const text = linesOf('\n\n');
  const whole = await cut([text]);
  expect(whole.join('')).toBe(text);
  expect(whole.length).toBeGreaterThan(2);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 20 }), async (places) => {
      const ends = [...places, text.length].sort((a, b) => a - b);
      const parts = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
      expect(await cut(parts)).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});

it.each([
  ['blank lines', '\n\n'],
  ['lines', '\n'],
  ['spaces', ' '],
])('ends at %s where that is all there is', async (_, mark) => {
  for (const section of (await cut([linesOf(mark)])).slice(0, -1)) {
    expect(section.endsWith(mark)).toBe(true);
    expect(section.length).toBeGreaterThanOrEqual(1 << 18);
    expect(section.length).toBeLessThanOrEqual(1 << 19);
  }
});

it('cuts what has no space at all, and no character in two', async () => {
  const text = `a${'😀'.repeat(600_000)}`;
  const found = await cut([text]);
  expect(found.join('')).toBe(text);
  for (const section of found) expect(section).not.toMatch(/\p{Cs}/u);
});

it('cuts at twice the least length, to the unit', async () => {
  const MOST = 1 << 19;
  const lengths = async (before: number, rest: string) =>
    (await cut([`${'x'.repeat(before)}${rest}`])).map(({ length }) => length);
  expect(await lengths(MOST, '')).toEqual([MOST]);
  expect(await lengths(MOST, 'x')).toEqual([MOST, 1]);
  expect(await lengths(MOST - 1, '\n\nx')).toEqual([MOST, 2]); // the blank line would be too late
  expect(await lengths(MOST - 2, '\n\nx')).toEqual([MOST, 1]);
  expect(await lengths(MOST - 1, '\u{10000}')).toEqual([MOST - 1, 2]); // a pair, D800 DC00
  expect(await lengths(MOST - 2, '\u{10000}x')).toEqual([MOST, 1]);
});

it('keeps a short text whole', async () => {
  expect(await cut(['One. ', 'Two.\n\nThree.'])).toEqual(['One. Two.\n\nThree.']);
  expect(await cut([])).toEqual([]);
});
