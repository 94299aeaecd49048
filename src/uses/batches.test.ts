import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { MASK_ID } from '../tokenizer/vocabulary';
import { createPassageBatches } from './batches';
import { wholeWordVocabulary } from './material';
import type { Passage } from './use';

const LETTERS = [...'abcdefgh'];
/** “a a”, then “A A”, and so on: each passage has words of its own. */
const passages: readonly Passage[] = LETTERS.map((a) => [`${a} ${a}`, `${a}2 ${a}2 ${a}2`]);
const vocabulary = wholeWordVocabulary(passages, ['[IsNext]', '[NotNext]']);
const labels = [
  vocabulary.tokens.indexOf('[IsNext]'),
  vocabulary.tokens.indexOf('[NotNext]'),
] as const;
const B = 64;
const T = 8;
const settings = {
  ...DEFAULT_SETTINGS,
  batchSize: B,
  maxPositionEmbeddings: T,
  mlmProbability: 0.15,
};

/** For each row its label at [CLS], and whether some word of the second sentence is of the same passage as the first's */
function rowsOf(from: number, step: number, asksWordsOfOthers = true) {
  const batch = createPassageBatches({
    ...{ passages, vocabulary, settings, nextSentence: { labels, from, asksWordsOfOthers } },
  }).at(step);
  return Array.from({ length: B }, (_, b) => {
    const at = [...batch.positions].indexOf(b * T);
    const letters = (segment: number) =>
      LETTERS.filter((letter) =>
        Array.from({ length: T }, (_, t) => b * T + t).some(
          (i) =>
            batch.attentionMask[i] === 1 &&
            batch.tokenTypeIds![i] === segment &&
            vocabulary.tokens[batch.inputIds[i]!]!.startsWith(letter),
        ),
      );
    const asked = [...batch.positions].filter((i) => i > b * T && i < (b + 1) * T).length;
    const hidden = [...batch.inputIds.subarray(b * T, (b + 1) * T)].includes(MASK_ID);
    return {
      asked,
      hidden,
      label: at < 0 ? undefined : batch.labels[at],
      first: letters(0),
      second: letters(1),
    };
  });
}

it('gives half of the first sentences the second one of another passage, and asks which at [CLS]', () => {
  const rows = rowsOf(0, 3);
  const others = rows.filter(({ label }) => label === labels[1]);
  expect(rows.every(({ label }) => label === labels[0] || label === labels[1])).toBe(true);
  // 64 fair coins: within four standard deviations of 32.
  expect(Math.abs(others.length - 32)).toBeLessThanOrEqual(16);
  // A word may be masked, or replaced by a random one; most are neither. One in eight is by chance the same passage's.
  const together = (of: typeof rows) =>
    of.filter(({ first, second }) => first.some((letter) => second.includes(letter))).length /
    of.length;
  expect(together(rows.filter(({ label }) => label === labels[0]))).toBeGreaterThan(0.8);
  expect(together(others)).toBeLessThan(0.5);
});

it('begins with next-sentence prediction at the step that it is told', () => {
  expect(rowsOf(5, 4).every(({ label }) => label === undefined)).toBe(true);
  expect(rowsOf(5, 5).every(({ label }) => label !== undefined)).toBe(true);
});

it('hides words of pairs that do not belong together, and asks about them as it is told', () => {
  const others = (asks: boolean) =>
    rowsOf(0, 3, asks).filter(({ label, hidden }) => label === labels[1] && hidden);
  expect(others(true).length).toBeGreaterThan(10);
  expect(others(true).every(({ asked }) => asked > 0)).toBe(true);
  expect(others(false)).toHaveLength(others(true).length);
  expect(others(false).every(({ asked }) => asked === 0)).toBe(true);
  const whole = rowsOf(0, 3, false).filter(({ label, hidden }) => label === labels[0] && hidden);
  expect(whole.every(({ asked }) => asked > 0)).toBe(true);
});
