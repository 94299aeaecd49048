import { expect, it, vi } from 'vitest';
import { MASK_ID } from '../../tokenizer/vocabulary';
import { createReader } from '../reader';
import { STUB_D, type StubOptions, stubModel, vocabularyOf } from '../testReader';
import { occluded, occlusion } from './occlusion';
import { pseudoLogLikelihoods, wordLogProbabilities } from './pseudoLogLikelihood';
import { centredCosine, inverseFrequencies, meanVector, sentenceVectors } from './vectors';

const WORDS = vocabularyOf('a', 'b', 'c', 'un', '##seen');
const readerOf = (options: Partial<StubOptions> = {}) => {
  const { model, batches } = stubModel({ vocabulary: WORDS, ...options });
  return { reader: createReader(model, WORDS), batches };
};
const V = WORDS.tokens.length;
/** Logits that give a token this probability, and the others the rest in equal shares. */
const certain = (id: number, p: number) =>
  Array.from({ length: V }, (_, v) => Math.log(v === id ? p : (1 - p) / (V - 1)));

/** At place t, the token 5 + t % 3 has probability .5; a row with more than one blank has .1. */
const byPlace: Partial<StubOptions> = {
  logits: (ids, place) =>
    certain(5 + (place % 3), ids.filter((id) => id === MASK_ID).length > 1 ? 0.1 : 0.5),
};
const rest = Math.log(0.5 / (V - 1));

it('gives ln p of each word where it alone is hidden, pieces of one word together', async () => {
  const { reader, batches } = readerOf(byPlace);
  // Places 1 to 4: “b” is expected at 1, “c” at 2, “a” at 3, “b” at 4.
  const [found, other] = await wordLogProbabilities(reader, [
    { encoded: reader.encode('b b unseen') },
    { encoded: reader.encode('a c'), words: [reader.encode('a c').words[1]!] },
  ]);
  expect(found![0]).toBeCloseTo(Math.log(0.5), 5);
  expect(found![1]).toBeCloseTo(rest, 5);
  expect(found![2]).toBeCloseTo(2 * Math.log(0.9 / (V - 1)), 5);
  expect(other).toHaveLength(1);
  expect(other![0]).toBeCloseTo(Math.log(0.5), 5);
  // The word that is asked is hidden, the others are not.
  const [{ inputIds }] = batches as unknown as [{ inputIds: Int32Array }];
  expect([...inputIds.subarray(0, 6)]).toEqual([2, MASK_ID, 6, 8, 9, 3]);
});

it('sums them over the words that count, and over none to 0', async () => {
  const { reader } = readerOf(byPlace);
  const pair = reader.encode('b b', 'b c');
  const sums = await pseudoLogLikelihoods(reader, [pair, reader.encode('')]);
  // Places 1, 2 and 4, 5, at which “b”, “c”, “b”, “c” are expected.
  expect(sums[0]).toBeCloseTo(3 * Math.log(0.5) + rest, 5);
  expect(sums[1]).toBe(0);
  const [second] = await pseudoLogLikelihoods(reader, [pair], ({ segment }) => segment === 1);
  expect(second).toBeCloseTo(2 * Math.log(0.5), 5);
});

it('keeps the answers apart where there are more than are asked at once', async () => {
  const { reader } = readerOf(byPlace);
  const texts = Array.from({ length: 300 }, (_, i) => reader.encode(i % 2 ? 'b c' : 'b b'));
  const sums = await pseudoLogLikelihoods(reader, texts);
  texts.forEach((_, i) => {
    expect(sums[i]).toBeCloseTo(i % 2 ? 2 * Math.log(0.5) : Math.log(0.5) + rest, 5);
  });
});

it('says what each word does: the score less that without it', async () => {
  const { reader } = readerOf();
  const encoded = reader.encode('a unseen c');
  const [, unseen] = encoded.words;
  expect([...occluded(encoded, [unseen!]).ids]).toEqual([2, 5, MASK_ID, MASK_ID, 7, 3]);
  const score = vi.fn(async (texts: readonly { ids: Int32Array }[]) =>
    texts.map(({ ids }) => (ids.includes(5) ? 10 : 0) + (ids.includes(8) ? -3 : 0)),
  );
  expect([...(await occlusion(encoded, encoded.words, score))]).toEqual([10, -3, 0]);
  expect(score).toHaveBeenCalledOnce();
});

it('weighs tokens by the squared logarithm of how few sentences have them', () => {
  const { reader } = readerOf();
  const weight = inverseFrequencies(['a a b', 'a c', 'a'].map((text) => reader.encode(text)));
  expect(weight(5)).toBeCloseTo(Math.log(4 / 3) ** 2, 12);
  expect(weight(6)).toBeCloseTo(Math.log(4) ** 2, 12);
  expect(weight(9)).toBeCloseTo(Math.log(8) ** 2, 12); // in none
});

it('makes a sentence the weighted mean of its words’ states in a layer', async () => {
  const { reader } = readerOf({ state: (ids, t, layer) => [ids[t]!, t, layer, ids.length] });
  const weights = (id: number) => (id === 5 ? 3 : 1);
  const texts = ['a b', '', 'c'].map((text) => reader.encode(text));
  const [ab, none, c] = await sentenceVectors(reader, texts, weights);
  expect([...ab!]).toEqual([(3 * 5 + 6) / 4, (3 * 1 + 2) / 4, 2, 4]);
  expect([...none!]).toEqual(Array(STUB_D).fill(0));
  expect([...c!]).toEqual([7, 1, 2, 3]);
  const [lower] = await sentenceVectors(reader, texts, weights, 1);
  expect([...lower!]).toEqual([(3 * 5 + 6) / 4, (3 * 1 + 2) / 4, 1, 4]);
  expect([...(await sentenceVectors(reader, texts, () => 0))[0]!]).toEqual(Array(STUB_D).fill(0));
});

it('compares vectors from their centre', () => {
  const centre = meanVector([
    [1, 0],
    [3, 4],
  ]);
  expect([...centre]).toEqual([2, 2]);
  expect(centredCosine([3, 2], [5, 2], centre)).toBeCloseTo(1, 12);
  expect(centredCosine([3, 2], [2, 9], centre)).toBeCloseTo(0, 12);
  expect(centredCosine([3, 2], [1, 1], centre)).toBeCloseTo(-Math.SQRT1_2, 12);
  expect(centredCosine([2, 2], [1, 1], centre)).toBe(0);
});
