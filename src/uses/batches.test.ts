import { expect, it } from 'vitest';
import type { Batch } from '../engine/engine';
import { CLS_ID, MASK_ID, PAD_ID, SEP_ID } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { type BatchOptions, createPassageBatches } from './batches';
import { materialOf, wholeWordVocabulary } from './material';
import { tinyWorld } from './testWorld';
import type { Passage } from './use';

const { settings: SETTINGS } = materialOf(tinyWorld().world);
const WORDS = Array.from({ length: 20 }, (_, i) => `w${String.fromCharCode(97 + i)}`);
/** Twenty passages of six words, each with a first word of its own. */
const PASSAGES = WORDS.map((word) => `${word} b c d e f`);
const PAIRS: readonly Passage[] = WORDS.map((word, i) => [`${word} b`, `c d ${i % 10}`]);

function batchesOf(
  passages: readonly Passage[],
  changed: Partial<BatchOptions['settings']> = {},
  rest: Partial<BatchOptions> = {},
) {
  const vocabulary = wholeWordVocabulary(passages, ['[follows]', '[not]']);
  const settings = { ...SETTINGS, batchSize: 4, mlmProbability: 0.15, seed: 3, ...changed };
  const { at } = createPassageBatches({ passages, vocabulary, settings, ...rest });
  const id = (token: string) => vocabulary.tokens.indexOf(token);
  return { at, vocabulary, id };
}

/** The rows of a batch with their blanks filled in again: [T'] each. */
function rowsOf({ batchSize: B, sequenceLength: T, ...batch }: Batch) {
  const ids = batch.inputIds.slice();
  batch.positions.forEach((at, m) => {
    if (at % T > 0) ids[at] = batch.labels[m]!;
  });
  return Array.from({ length: B }, (_, b) => {
    const real = batch.attentionMask.subarray(b * T, (b + 1) * T).reduce((x, y) => x + y, 0);
    return [...ids.subarray(b * T, b * T + real)];
  });
}

it('makes every batch from the settings and the step alone', () => {
  const { at } = batchesOf(PASSAGES);
  const [fourth, first] = [at(4), at(0)];
  const again = batchesOf(PASSAGES);
  expect(again.at(0)).toEqual(first);
  expect(again.at(4)).toEqual(fourth);
  expect(batchesOf(PASSAGES, { seed: 4 }).at(0)).not.toEqual(first);
});

it('visits every passage once an epoch, in a new order, with new masks', () => {
  const { at, vocabulary } = batchesOf(PASSAGES, { batchSize: 7 });
  const { encode } = createEncoder(vocabulary);
  const expected = PASSAGES.map((text) => [CLS_ID, ...encode(text).ids, SEP_ID].join()).toSorted();
  // Batches of 7 do not end where the epochs of 20 do.
  const drawn = Array.from({ length: 9 }, (_, step) => rowsOf(at(step))).flat();
  const epochs = [0, 1, 2].map((e) => drawn.slice(20 * e, 20 * e + 20).map((ids) => ids.join()));
  for (const epoch of epochs) expect(epoch.toSorted()).toEqual(expected);
  expect(epochs[1]).not.toEqual(epochs[0]);
  const one = batchesOf(PASSAGES.slice(0, 1), { batchSize: 1, mlmProbability: 0.3 });
  const masks = new Set(Array.from({ length: 12 }, (_, step) => one.at(step).positions.join()));
  expect(masks.size).toBeGreaterThan(2);
  const still = batchesOf(PASSAGES.slice(0, 1), {
    batchSize: 1,
    mlmProbability: 0.3,
    dupeFactor: 1,
  });
  expect(still.at(5)).toEqual(still.at(0));
});

it('asks at blanks only: within the sentence, never at [CLS], [SEP] or padding', () => {
  const { at } = batchesOf(PASSAGES, { mlmProbability: 0.5 });
  for (let step = 0; step < 20; step++) {
    const { positions, labels, inputIds, attentionMask, sequenceLength: T, ...batch } = at(step);
    expect([...positions]).toEqual([...positions].toSorted((a, b) => a - b));
    expect(positions.length).toBe(labels.length);
    expect(batch.tokenTypeIds).toBeUndefined();
    positions.forEach((place) => {
      expect(attentionMask[place]).toBe(1);
      expect(place % T).toBeGreaterThan(0);
      expect(place % T).toBeLessThan(7); // six words, then [SEP]
    });
    inputIds.forEach((id, i) => {
      expect(attentionMask[i]).toBe(id === PAD_ID ? 0 : 1);
      if (id === MASK_ID) expect(positions).toContain(i);
    });
  }
});

it('reads pairs in two segments', () => {
  const { at, id } = batchesOf([['wa b', 'c d e']], { batchSize: 2 });
  const batch = at(0);
  expect(rowsOf(batch)[0]).toEqual([
    CLS_ID,
    id('wa'),
    id('b'),
    SEP_ID,
    id('c'),
    id('d'),
    id('e'),
    SEP_ID,
  ]);
  expect([...batch.tokenTypeIds!.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
});

it('trains next-sentence prediction on half own, half others’ second sentences, asked at [CLS]', () => {
  const labels = ['[follows]', '[not]'];
  const { at, id } = batchesOf(PAIRS, { batchSize: 20 }, { nextSentence: [0, 0] });
  expect(at(0).labels.filter((_, m) => at(0).positions[m]! % 8 === 0)).toHaveLength(20);
  const ids = labels.map(id) as [number, number];
  const { at: labelled } = batchesOf(PAIRS, { batchSize: 20 }, { nextSentence: ids });
  let own = 0;
  const seconds = new Set<number>();
  for (let step = 0; step < 20; step++) {
    const batch = labelled(step);
    rowsOf(batch).forEach((row, b) => {
      const label = batch.labels[batch.positions.indexOf(b * 8)];
      const i = WORDS.findIndex((word) => id(word) === row[1]);
      expect(row.slice(4, 6)).toEqual([id('c'), id('d')]);
      // Ten of the pairs have the same second sentence as another pair: that one is no other’s.
      const isOwn = row[6] === id(`${i % 10}`);
      expect(label).toBe(ids[isOwn ? 0 : 1]);
      if (isOwn) own++;
      else seconds.add(row[6]!);
    });
  }
  // Of 400 coins, five standard errors to each side.
  expect(Math.abs(own - 200)).toBeLessThan(50);
  expect(seconds.size).toBe(10);
});

it('begins with next-sentence prediction at the step that it is told', () => {
  const { at } = batchesOf(PAIRS, {}, { nextSentence: [5, 6], how: { from: 3 } });
  const labels = (step: number) =>
    [...at(step).positions].filter((place) => place % 8 === 0).length;
  expect([0, 2, 3, 9].map(labels)).toEqual([0, 0, 4, 4]);
});

it('hides words in pairs that do not belong together, but asks about them only as it is told', () => {
  /** Of the pairs that do or do not belong together: rows with a hidden word, and words that are asked about */
  const counts = (asksWordsOfOwnOnly: boolean, wanted: number) => {
    const rest = { nextSentence: [5, 6], how: { asksWordsOfOwnOnly } } as const;
    const { at } = batchesOf(PAIRS, { batchSize: 40 }, rest);
    const { positions, labels, inputIds } = at(0);
    const rows = [...positions.keys()].filter(
      (m) => positions[m]! % 8 === 0 && labels[m] === wanted,
    );
    const begins = rows.map((m) => positions[m]!);
    return {
      hidden: begins.filter((p) => inputIds.subarray(p, p + 8).includes(MASK_ID)).length,
      asked: [...positions].filter((p) => begins.some((begin) => p > begin && p < begin + 8))
        .length,
    };
  };
  expect(counts(false, 6).hidden).toBeGreaterThan(5);
  expect(counts(false, 6).asked).toBeGreaterThan(5);
  expect(counts(true, 6)).toEqual({ hidden: counts(false, 6).hidden, asked: 0 });
  expect(counts(true, 5)).toEqual(counts(false, 5));
});

it('cuts another’s second sentence where both do not fit', () => {
  const pairs = [
    ['a b c', 'd'],
    ['e', 'f g h'],
  ] as const;
  const { at, id } = batchesOf(
    pairs,
    { batchSize: 8, maxPositionEmbeddings: 7 },
    { nextSentence: [5, 6] },
  );
  const rows = Array.from({ length: 8 }, (_, step) => rowsOf(at(step))).flat();
  const ids = (...tokens: string[]) => [
    CLS_ID,
    ...tokens.map((t) => (t === '|' ? SEP_ID : id(t))),
    SEP_ID,
  ];
  const found = new Set(rows.map((row) => row.join()));
  const all = [
    ids('a', 'b', 'c', '|', 'd'),
    ids('e', '|', 'f', 'g', 'h'),
    ids('e', '|', 'd'),
    ids('a', 'b', 'c', '|', 'f'),
  ];
  expect([...found].toSorted()).toEqual(all.map((row) => row.join()).toSorted());
});

it.each([
  ['too long a passage', ['a b c d e f g'], {}, 'has 9 tokens, not 8'],
  ['no passages', [], {}, 'there are no passages'],
  ['no pair', ['a b'], { nextSentence: [5, 6] }, '“a b” is no pair'],
  [
    'one answer to all',
    [
      ['a', 'c'],
      ['b', 'c'],
    ],
    { nextSentence: [5, 6] },
    'are the same',
  ],
] as const)('refuses %s', (_, passages, rest, message) => {
  expect(() => batchesOf(passages, {}, rest)).toThrow(message);
});
