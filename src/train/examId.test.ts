import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import { type Exam, makeExam } from './exam';
import { examId, satExam } from './examId';

const sentences = (of: string) =>
  Array.from({ length: 90 }, (_, i) => `The ${of} ${i % 7} sat by the ${i % 5} mats, ${i}.`);

async function idOf(changed: Partial<Settings>, text = sentences('cat').join(' ')) {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const { encoded, vocabulary } = await prepareText(text, settings);
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...settings, sequenceLength });
  return examId(makeExam(dataset, vocabulary.tokens.length));
}

it('is the same for one text, whatever the run’s seed, masks and model', async () => {
  const id = await idOf({});
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  const other: Partial<Settings> = {
    ...{ seed: 7, mlmProbability: 0.4, maskStrategy: 'span', context: 'left' },
    ...{ hiddenSize: 32, batchSize: 3, maxSteps: 9 },
  };
  expect(await idOf(other)).toBe(id);
});

it('is another for other blanks', async () => {
  const ids = await Promise.all([
    idOf({}),
    idOf({}, `${sentences('cat').join(' ')} ${sentences('old dog').join(' ')}`),
    idOf({ tokenizer: 'character' }),
    idOf({ maxPositionEmbeddings: 40 }),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

/** Two windows of two words, with a blank each */
const SMALL: Exam = {
  batches: [
    [Int32Array.of(2, 4, 9, 3), Int32Array.of(1), Int32Array.of(7)] as const,
    [Int32Array.of(2, 8, 4, 3), Int32Array.of(2), Int32Array.of(5)] as const,
  ].map(([inputIds, positions, labels]) => ({
    ...{ batchSize: 1, sequenceLength: 4, inputIds, positions, labels },
    attentionMask: new Int32Array(4).fill(1),
  })),
  ...{ blanks: 2, groups: Uint32Array.of(0, 1), vocabSize: 100, sentences: 2, share: 0.5 },
  ...{ knowsNothing: Math.log(100), knowsFrequencies: 3, mostFrequentAccuracy: 0.1 },
};

it('does not change: kept runs are compared by it', () => {
  // Computed by a program of its own, in Python.
  expect(examId(SMALL)).toBe('aa10f10ff0f994f4');
  expect(examId({ ...SMALL, vocabSize: 105 })).toBe('18950dfc06b4f167');
  expect(examId({ ...SMALL, wordOf: Uint32Array.of(0, 0) })).toBe('90b356a1095bd7c5');
});

it('comes with each sitting, and what a result is compared with', () => {
  const result = {
    ...{ loss: 2, accuracy: 0.5 },
    ...{ losses: Float32Array.of(1, 3), right: Uint8Array.of(1, 0) },
  };
  expect(satExam(SMALL, result)).toEqual({
    ...{ id: examId(SMALL), blanks: 2, share: 0.5, groups: SMALL.groups },
    ...{ knowsNothing: Math.log(100), knowsFrequencies: 3, ...result },
  });
});
