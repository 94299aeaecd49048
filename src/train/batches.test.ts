import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { BY_HAND, plainTokens } from '../dataset/encodedText';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import { collate } from '../masking/collate';
import { maskKey } from '../masking/maskKey';
import { maskingWindow } from '../masking/window';
import { CLS_ID, MASK_ID, PAD_ID, SEP_ID, UNK_ID } from '../tokenizer/vocabulary';
import { createBatches } from './batches';
import { makeExam } from './exam';
import { learningRateAt } from './schedule';

const TEXT = Array.from(
  { length: 120 },
  (_, i) =>
    `The ${['cat', 'dog', 'gull'][i % 3]} saw ${'a very '.repeat(i % 12)}old boat number ${i}.`,
).join(' ');

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  maxPositionEmbeddings: 16,
  batchSize: 7,
  vocabSize: 200,
};

async function setUp() {
  const { encoded, vocabulary } = await prepareText(TEXT, settings);
  const dataset = makeDataset(encoded, {
    sequenceLength: settings.maxPositionEmbeddings,
    keepTogether: true,
  });
  const vocabSize = vocabulary.tokens.length;
  return { dataset, vocabSize, batches: createBatches(dataset, vocabSize) };
}

describe('batches', () => {
  it('are a function of the step: the same again, in any order', async () => {
    const { batches } = await setUp();
    const forward = [0, 1, 2, 40].map((step) => batches.at(step, settings));
    const backward = [40, 2, 1, 0].map((step) => batches.at(step, settings)).reverse();
    expect(forward).toEqual(backward);
    expect(batches.at(0, { ...settings, seed: 2 })).not.toEqual(forward[0]);
  });

  it('show every token that is trained on once an epoch, and no held-out one', async () => {
    const { dataset, batches } = await setUp();
    const { encoded, heldOut } = dataset;
    const expected: number[] = [];
    for (let s = 0; s < heldOut.length; s++) {
      if (heldOut[s]) continue;
      expected.push(
        ...allTokens(encoded).ids.subarray(
          encoded.sentenceStarts.at(s)!,
          encoded.sentenceStarts.at(s + 1)!,
        ),
      );
    }
    const seen: number[] = [];
    const one = { ...settings, batchSize: 1 };
    for (let step = 0; step < batches.windowsPerEpoch; step++) {
      const batch = batches.at(step, one);
      const original = batch.inputIds.slice();
      batch.positions.forEach((at, i) => {
        original[at] = batch.labels[i]!;
      });
      seen.push(...original.filter((id) => id > MASK_ID));
    }
    const sort = (ids: number[]) => ids.sort((a, b) => a - b);
    expect(sort(seen)).toEqual(sort(expected.filter((id) => id > MASK_ID)));
  });

  it('are [CLS] … [SEP] and padding, with blanks only on real tokens', async () => {
    const { batches } = await setUp();
    const T = settings.maxPositionEmbeddings;
    for (let step = 0; step < 30; step++) {
      const { inputIds, attentionMask, positions } = batches.at(step, settings);
      for (let b = 0; b < settings.batchSize; b++) {
        const row = Array.from(inputIds.subarray(b * T, (b + 1) * T));
        const length = row.indexOf(SEP_ID) + 1;
        expect(row[0]).toBe(CLS_ID);
        expect(length).toBeGreaterThan(2);
        expect(row.slice(length).every((id) => id === PAD_ID)).toBe(true);
        const mask = Array.from(attentionMask.subarray(b * T, (b + 1) * T));
        expect(mask).toEqual(row.map((_, i) => Number(i < length)));
      }
      for (const at of positions) {
        expect(attentionMask[at]).toBe(1);
        expect([CLS_ID, SEP_ID, PAD_ID]).not.toContain(inputIds[at]);
      }
    }
  });
});

describe('masks', () => {
  const shortLines = Array.from({ length: 200 }, (_, i) => {
    const name = ['Anna', 'Bob', 'Carl', 'Dora', 'Emil', 'Frida', 'Gus'][i % 7];
    return `${['yes', 'no', 'oh', 'well', 'so'][i % 5]} ${name}`;
  }).join('\n\n');
  async function ofShortLines(packSentences: boolean) {
    const { encoded, vocabulary } = await prepareText(shortLines, settings);
    const dataset = makeDataset(encoded, {
      ...{ sequenceLength: 32, keepTogether: false, packSentences },
    });
    const vocabSize = vocabulary.tokens.length;
    const batches = createBatches(dataset, vocabSize);
    const epoch = batches.at(0, { ...settings, batchSize: batches.windowsPerEpoch });
    const tokens = epoch.attentionMask.reduce((a, b) => a + b) - 2 * epoch.batchSize;
    return { dataset, vocabSize, batches, epoch, share: epoch.positions.length / tokens };
  }

  it('ask the share that was set of short lines too, as windows hold many', async () => {
    const { epoch, share } = await ofShortLines(true);
    // A count is rounded up or down at random, once a window: at most half a blank off in the mean.
    expect(Math.abs(share - 0.15)).toBeLessThan(0.02);
    const inWindow = new Set(Array.from(epoch.positions, (at) => Math.floor(at / 32)));
    expect(inWindow.size).toBe(epoch.batchSize); // at least one each
  });

  it('ask more where each line stands alone, and the exam says what it asks', async () => {
    const alone = await ofShortLines(false);
    expect(alone.share).toBeGreaterThan(0.3); // one blank of two tokens or three
    const exam = makeExam(alone.dataset, alone.vocabSize);
    expect(exam.share).toBeGreaterThan(0.3);
    const asked = exam.batches.reduce((n, { positions }) => n + positions.length, 0);
    const texts = exam.batches.reduce(
      (n, { attentionMask, batchSize }) =>
        n + attentionMask.reduce((a, b) => a + b) - 2 * batchSize,
      0,
    );
    expect(exam.share).toBeCloseTo(asked / texts, 10);
  });

  it('are those that the preview draws of the whole window', async () => {
    const { dataset, vocabSize, batches } = await ofShortLines(true);
    const { encoded, units, trainWindows } = dataset;
    const one = { ...settings, batchSize: 1, maskStrategy: 'span' as const, mlmProbability: 0.4 };
    const T = 32;
    const previews = Array.from(trainWindows.firstUnit, (first, w) => {
      const window = maskingWindow(
        encoded.tokens.read(
          units.starts.at(first)!,
          units.starts.at(trainWindows.lastUnit[w]! + 1)!,
        ),
      );
      const of = { settings: one, vocabSize, counts: encoded.counts };
      return collate(window, { ...of, key: maskKey(one.seed, 0, first) }).inputIds.join();
    });
    const trained = previews.map((_, step) => {
      const row = batches.at(step, one).inputIds.subarray(0, T);
      return row.subarray(1, row.indexOf(SEP_ID)).join();
    });
    expect(trained.toSorted()).toEqual(previews.toSorted());
  });
});

describe('where nothing can be asked', () => {
  const cut = { sequenceLength: 16, keepTogether: false };
  it('batches have no blanks, and say so before they are made', async () => {
    const { encoded, vocabulary } = await prepareText(TEXT, settings);
    const { ids, marks } = allTokens(encoded);
    ids.fill(UNK_ID);
    const unknown = { ...encoded, tokens: plainTokens({ ids, marks }) };
    const dataset = makeDataset(unknown, cut);
    const batches = createBatches(dataset, vocabulary.tokens.length);
    expect(batches.at(0, settings).positions).toHaveLength(0);
    expect(batches.asksNothing(settings)).toBe(true);
    const exam = makeExam(dataset, vocabulary.tokens.length);
    expect([exam.blanks, exam.share, exam.batches.length]).toEqual([0, 0, 0]);
    // One known token is enough.
    const first = dataset.units.starts.at(dataset.trainWindows.firstUnit[0]!)!;
    ids[first] = 9;
    expect(createBatches(dataset, 100).asksNothing(settings)).toBe(false);
  });

  it('knows that by hand too, where what is chosen is unknown', async () => {
    const { dataset, vocabSize } = await setUp();
    const { ids, marks } = allTokens(dataset.encoded);
    const known = {
      ...dataset,
      encoded: { ...dataset.encoded, tokens: plainTokens({ ids, marks }) },
    };
    const byHand = { ...settings, maskStrategy: 'hand' as const };
    const batches = createBatches(known, vocabSize);
    expect(batches.asksNothing(byHand)).toBe(true);
    const first = dataset.units.starts.at(dataset.trainWindows.firstUnit[0]!)!;
    marks[first]! |= BY_HAND;
    batches.onByHand();
    expect(batches.asksNothing(byHand)).toBe(false);
    ids[first] = UNK_ID;
    batches.onByHand();
    expect(batches.asksNothing(byHand)).toBe(true);
  });
});

describe('the exam', () => {
  it('asks hidden blanks only, and is the same whatever the run', async () => {
    const { dataset, vocabSize } = await setUp();
    const exam = makeExam(dataset, vocabSize);
    for (const batch of exam.batches) {
      for (const at of batch.positions) expect(batch.inputIds[at]).toBe(MASK_ID);
    }
    expect(makeExam(dataset, vocabSize)).toEqual(exam);
    expect(exam.blanks).toBe(exam.batches.reduce((sum, b) => sum + b.labels.length, 0));
    expect(exam.knowsFrequencies).toBeLessThan(exam.knowsNothing);
  });
});

describe('learningRateAt', () => {
  it('warms up, peaks, and decays to nearly 0', () => {
    const s = { ...settings, learningRate: 1, warmupSteps: 10, maxSteps: 110 };
    expect(learningRateAt(0, s)).toBeCloseTo(0.1);
    expect(learningRateAt(9, s)).toBe(1);
    expect(learningRateAt(60, s)).toBeCloseTo(0.5);
    expect(learningRateAt(109, s)).toBeCloseTo(0.01);
    expect(learningRateAt(110, s)).toBe(0);
  });

  it('cuts a warm-up that would fill the run', () => {
    const s = { ...settings, learningRate: 1, warmupSteps: 100, maxSteps: 50 };
    expect(learningRateAt(4, s)).toBe(1);
    expect(learningRateAt(49, s)).toBeGreaterThan(0);
  });
});
