import { expect, it } from 'vitest';
import { uniforms } from '../base/random';
import { BEGINS_PHRASE } from '../dataset/encodedText';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
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

/** Reads sentences, each of which is a run of words, and then words that stand once, up to `words` in all. */
function read(sentences: readonly (readonly number[])[], words: number) {
  const types = sentences.flat();
  const first = new Uint8Array(words);
  let at = 0;
  for (const { length } of sentences) {
    first[at] = 1;
    at += length;
  }
  for (; at < words; at++) first[at] = types.push(1_000 + at) > 0 ? 1 : 0;
  expect(types).toHaveLength(words);
  const finding = findPhrases({ types: Int32Array.from(types), first });
  const shares: number[] = [];
  let step = finding.next();
  for (; !step.done; step = finding.next()) shares.push(step.value);
  const book = step.value;
  return { shares, book, longest: (...run: number[]) => book.longestAt(run, 0, run.length) };
}

const times = (count: number, ...run: number[]) => Array.from({ length: count }, () => run);
/** A pair that is not very close: its words stand together 16 times of 44. */
const LOOSE = [...times(16, 91, 92), ...times(28, 91), ...times(28, 92)];
const hasLoose = ({ longest }: ReturnType<typeof read>) => longest(91, 92) === 2;

it('takes two words for a phrase where chance brings them together so often once in 200', () => {
  // (7 - 7 * 7 / 266) / sqrt(7) = 2.5761
  expect(read(times(7, 0, 1), 266).longest(0, 1)).toBe(2);
  expect(read(times(7, 1, 0), 266).longest(1, 0)).toBe(2);
  expect(read(times(7, 0, 1), 265).longest(0, 1)).toBe(1);
  expect(read(times(6, 0, 1), 5_000).longest(0, 1)).toBe(1);
});

it.each([[[0, 1, 2]], [[1, 0, 2]], [[1, 2, 0]]])('takes %j seven times for one phrase', (run) => {
  const [a, b, c] = run as [number, number, number];
  const { longest, book } = read(
    [[50, 51], ...times(7, a, b, c), ...times(3, a), ...times(3, b), ...times(3, c)],
    2_000,
  );
  expect(longest(a, b, c)).toBe(3);
  expect(longest(a, b)).toBe(1);
  expect(longest(b, c)).toBe(1);
  expect(book.longestAt(run, 0, 2)).toBe(1); // a sentence ends after two of the words
  expect(book.longestAt([9, ...run], 1, 4)).toBe(3);
  expect(longest(a, b, 4)).toBe(1);
  expect(longest(4, b, c)).toBe(1);
});

it('needs a run of three to be more frequent than its pairs and a third word make it', () => {
  // 60 times "2 3", and 10 of them after a 1, of which there are 30: chance alone makes 4.5 of 400 words.
  const text = [...times(10, 1, 2, 3), ...times(50, 2, 3), ...times(20, 1)];
  const { longest } = read(text, 400);
  expect(longest(1, 2, 3)).toBe(1);
  expect(longest(2, 3)).toBe(2);
  const mirrored = read([...times(10, 3, 2, 1), ...times(50, 3, 2), ...times(20, 1)], 400);
  expect(mirrored.longest(3, 2, 1)).toBe(2);
});

it('counts no phrase across sentences, nor with what is no word', () => {
  const parted = read(
    times(20, 1, 2).flatMap((run) => [run, [3]]),
    400,
  );
  expect(parted.longest(2, 3)).toBe(1);
  // "1 2" and "2 3" are phrases, but "1 2" always ends a sentence here.
  const joint = read(
    [...times(20, 1, 2), ...times(20, 2, 3), ...times(9, 3, 1)].flatMap((run) => [run, [2, 3]]),
    600,
  );
  expect(joint.longest(1, 2, 3)).toBe(2);
  // Half of the text is unknown words before a 5: these cover nothing.
  expect(
    hasLoose(read([Array.from({ length: 200 }, (_, w) => (w % 2 ? 5 : -1)), ...LOOSE], 400)),
  ).toBe(true);
});

it('takes the closest first, until they cover half of the words', () => {
  const close = times(100, 1, 2);
  for (const text of [
    [...close, ...LOOSE],
    [...LOOSE, ...close],
  ]) {
    expect(read(text, 400).longest(1, 2)).toBe(2);
    expect(hasLoose(read(text, 400))).toBe(false);
    expect(hasLoose(read(text, 402))).toBe(true);
  }
  const three = [...times(80, 1, 2, 3), ...times(10, 1), ...times(10, 2), ...times(10, 3)];
  expect(hasLoose(read([...LOOSE, ...three], 480))).toBe(false);
  expect(hasLoose(read([...LOOSE, ...three], 482))).toBe(true);
});

it('takes the more frequent of two that are equally close', () => {
  // 14 closer pairs cover 224 of 512 words, "1 2" would cover 20 more and "3 4" 40.
  const closer = Array.from({ length: 14 }, (_, i) => times(8, 10 + 2 * i, 11 + 2 * i)).flat();
  const pairs = [times(10, 1, 2), times(10, 2), times(20, 3, 4)];
  for (const equal of [pairs, pairs.toReversed()]) {
    const { longest } = read([...closer, ...equal.flat()], 512);
    expect([longest(10, 11), longest(1, 2), longest(3, 4)]).toEqual([2, 1, 2]);
  }
});

it('takes a pair within a phrase of three only where it stands seven times without it', () => {
  const text = [...times(20, 1, 2, 3), ...times(20, 1, 2, 4), ...times(9, 1), ...times(9, 2)];
  const alone = (count: number) => read([...text, ...times(count, 1, 2), [3], [4]], 600).longest;
  expect(alone(7)(1, 2, 3)).toBe(3);
  expect(alone(7)(1, 2, 4)).toBe(3);
  expect(alone(7)(1, 2)).toBe(2);
  expect(alone(6)(1, 2)).toBe(1);
});

it('counts a word once that lies in a pair and in a phrase of three', () => {
  // By closeness: two pairs that cover 160 words, "1 2" with 120, "1 2 3" with 20 more (its 3), and the loose pair.
  const text = [
    ...times(40, 11, 12),
    ...times(40, 13, 14),
    ...times(40, 1, 2),
    ...times(20, 1, 2, 3),
    ...times(5, 2, 3),
    ...times(35, 2),
    ...times(15, 3),
    ...LOOSE,
  ];
  expect(read(text, 602).longest(1, 2, 3)).toBe(3);
  expect(hasLoose(read(text, 600))).toBe(false);
  expect(hasLoose(read(text, 602))).toBe(true);
});

it('says how far it has come, often', () => {
  const W = 2 * 8192;
  expect(read([Array.from({ length: W }, (_, w) => w)], W).shares).toEqual([
    ...[0, 0.25, 0.5, 0.75, 1, 1],
  ]);
});

it('is part of a prepared text: only its first piece is marked', async () => {
  const text = Array.from(
    { length: 60 },
    (_, i) => `New York is ${['big', 'loud', 'far', 'old'][i % 4]} today. I saw ${i} red hats.`,
  ).join(' ');
  const { encoded, vocabulary } = await prepareText(text, { vocabSize: 200, doLowerCase: true });
  const at = allTokens(encoded).ids.findIndex((id) => vocabulary.tokens[id] === 'york');
  expect(at).toBeGreaterThan(0);
  expect(allTokens(encoded).marks[at]! & BEGINS_PHRASE).toBe(0);
  expect(allTokens(encoded).marks[at - 1]! & BEGINS_PHRASE).not.toBe(0);
});
