import { expect, it } from 'vitest';
import { uniforms } from '../base/random';
import { BEGINS_PHRASE } from '../dataset/encodedText';
import { prepareText } from '../dataset/prepare';
import { findPhrases } from './phrases';

function phrasesOf(types: readonly number[], firsts: readonly number[] = [0]): number[] {
  const first = new Uint8Array(types.length);
  for (const w of firsts) first[w] = 1;
  const finding = findPhrases({ types: Int32Array.from(types), first });
  let step = finding.next();
  while (!step.done) step = finding.next();
  const ids: number[] = [];
  for (let w = 0, phrase = 0; w < types.length; phrase++) {
    const next = firsts.find((begin) => begin > w) ?? types.length;
    const length = step.value.longestAt(types, w, next);
    for (const end = w + length; w < end; w++) ids.push(phrase);
  }
  return ids;
}

/** Random words, with some runs planted among them. */
function planted(runs: readonly (readonly number[])[], words = 3000): number[] {
  const next = uniforms(7);
  const types: number[] = [];
  while (types.length < words) {
    const run = next() < 0.1 ? runs[Math.floor(next() * runs.length)] : undefined;
    types.push(...(run ?? [20 + Math.floor(next() * 200)]));
  }
  return types;
}

it('finds the runs that were planted, the longest whole', () => {
  const types = planted([
    [1, 2],
    [3, 4, 5],
  ]);
  const ids = phrasesOf(types);
  types.forEach((type, w) => {
    if (type === 1) expect(ids[w + 1] ?? ids[w]).toBe(ids[w]);
    if (type === 3 && w + 2 < types.length)
      expect([ids[w + 1], ids[w + 2]]).toEqual([ids[w], ids[w]]);
  });
  // Numbers go up, one at a time.
  ids.slice(1).forEach((id, w) => {
    expect(id - ids[w]!).toBeLessThanOrEqual(1);
  });
});

it('does not join two words because a third is close to one of them', () => {
  // 1 2 always together, then 3 or anything else: "1 2 3" is no closer than "1 2" and "3" apart.
  const types = planted([[1, 2]]);
  const ids = phrasesOf(types);
  const afterPair = types.flatMap((type, w) => (type === 2 && w + 1 < types.length ? [w + 1] : []));
  const joined = afterPair.filter((w) => ids[w] === ids[w - 1]).length;
  expect(joined / afterPair.length).toBeLessThan(0.1);
});

it('covers half of the words where there are phrases for so many', () => {
  const types = planted([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [10, 11, 12],
  ]);
  // The runs are a quarter of all words: each of them is in a phrase, and few others.
  const ids = phrasesOf(types);
  const isIn = types.map((_, w) => ids[w] === ids[w - 1] || ids[w] === ids[w + 1]);
  const share = isIn.filter(Boolean).length / types.length;
  const runs = types.filter((type) => type < 20).length / types.length;
  expect(share).toBeGreaterThan(0.99 * runs);
  expect(share).toBeLessThan(runs + 0.05);
});

it('crosses no sentence and joins no unknown word', () => {
  const types = Array.from({ length: 300 }, (_, w) => [1, 2, -1][w % 3]!);
  const ids = phrasesOf(types, [0, 7]);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[1]);
  expect(ids[3]).not.toBe(ids[2]);
  expect(ids[7]).not.toBe(ids[6]);
});

it('of a text without words, and of one, there are none', () => {
  expect(phrasesOf([])).toEqual([]);
  expect(phrasesOf([4])).toEqual([0]);
});

it('is part of a prepared text: only its first piece is marked', async () => {
  const text = Array.from(
    { length: 60 },
    (_, i) => `New York is ${['big', 'loud', 'far', 'old'][i % 4]} today. I saw ${i} red hats.`,
  ).join(' ');
  const { encoded, vocabulary } = await prepareText(text, { vocabSize: 200, doLowerCase: true });
  const at = encoded.ids.findIndex((id) => vocabulary.tokens[id] === 'york');
  expect(at).toBeGreaterThan(0);
  expect(encoded.marks[at]! & BEGINS_PHRASE).toBe(0);
  expect(encoded.marks[at - 1]! & BEGINS_PHRASE).not.toBe(0);
});
