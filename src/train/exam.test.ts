import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset/dataset';
import { BEGINS_PHRASE, BEGINS_SENTENCE, BEGINS_WORD, plainTokens } from '../dataset/encodedText';
import type { Batch, EvaluationResult } from '../engine/engine';
import { MASK_ID, UNK_ID } from '../tokenizer/vocabulary';
import { makeExam, sitExam, trainingCounts } from './exam';
import { countingModel } from './testModel';

const V = 12;

/** So many sentences of four tokens, a window each; every second one is held out. */
function datasetOf(sentences: number, ids = (s: number, i: number) => 5 + ((s + i) % 7)): Dataset {
  const of = <T>(length: number, make: (i: number) => T) =>
    Array.from({ length }, (_, i) => make(i));
  const all = of(4 * sentences, (n) => ids(Math.floor(n / 4), n % 4));
  const counts = new Uint32Array(V);
  for (const id of all) counts[id]!++;
  const windows = (first: number) => {
    const units = Uint32Array.from(of(sentences / 2, (w) => 2 * w + first));
    return { firstUnit: units, lastUnit: units };
  };
  return {
    encoded: {
      tokens: plainTokens({
        ids: Uint16Array.from(all),
        marks: Uint8Array.from(all, (_, n) =>
          n % 4 === 0 ? BEGINS_WORD | BEGINS_PHRASE | BEGINS_SENTENCE : BEGINS_WORD,
        ),
      }),
      sentenceStarts: Uint32Array.from(of(sentences + 1, (s) => 4 * s)),
      groups: Uint32Array.from(of(sentences, (s) => s)),
      counts,
    },
    units: {
      count: sentences,
      starts: Uint32Array.from(of(sentences + 1, (s) => 4 * s)),
      sentence: Uint32Array.from(of(sentences, (s) => s)),
    },
    heldOut: Uint8Array.from(of(sentences, (s) => s % 2)),
    trainWindows: windows(0),
    heldOutWindows: windows(1),
    sequenceLength: 8,
  };
}

describe('the exam', () => {
  it('asks blanks of held-out windows, all hidden, until there are enough', () => {
    const exam = makeExam(datasetOf(80), V, 50); // 40 windows, a blank each
    expect(exam.batches.map(({ batchSize }) => batchSize)).toEqual([16, 16, 8, 16]);
    expect(exam.blanks).toBe(56);
    for (const { inputIds, positions } of exam.batches) {
      for (const at of positions) expect(inputIds[at]).toBe(MASK_ID);
    }
    expect([exam.sentences, exam.vocabSize]).toEqual([40, V]);
    expect(exam.share).toBe(1 / 4);
    expect(exam.knowsNothing).toBe(Math.log(V));
  });

  it('asks a short text eight times at most, otherwise each time', () => {
    const exam = makeExam(datasetOf(4), V);
    expect(exam.batches).toHaveLength(8);
    expect(exam.groups).toEqual(Uint32Array.from({ length: 16 }, (_, m) => m % 2));
    const places = new Set(exam.batches.map(({ positions }) => positions.join()));
    expect(places.size).toBeGreaterThan(1);
  });

  it('knows the window of each blank, and the sentences that it asks of', () => {
    const exam = makeExam(datasetOf(80), V, 1);
    expect(exam.groups).toEqual(Uint32Array.from({ length: 16 }, (_, m) => m));
    expect(exam.sentences).toBe(16);
  });

  it('notes for other programs what it holds out, and each place that it asks', () => {
    const { heldOut, blanks } = makeExam(datasetOf(80), V, 50);
    expect(heldOut!.sentences).toHaveLength(40);
    expect(heldOut!.exam).toHaveLength(56); // 40 windows, 16 of them twice
    expect(heldOut!.exam.reduce((sum, [, ...places]) => sum + places.length, 0)).toBe(blanks);
  });

  it('measures what frequencies are worth in the training part, on its own blanks', () => {
    // Trained on nothing but 5; asked for nothing but 6.
    const dataset = datasetOf(80, (s) => 5 + (s % 2));
    const counts = trainingCounts(dataset, V);
    expect(Array.from(counts)).toEqual([0, 0, 0, 0, 0, 160, 0, 0, 0, 0, 0, 0]);
    const { knowsFrequencies, knowsNothing, mostFrequentAccuracy } = makeExam(dataset, V);
    expect(knowsFrequencies).toBeGreaterThan(knowsNothing);
    expect(mostFrequentAccuracy).toBe(0);
    const known = makeExam(
      datasetOf(80, () => 5),
      V,
    );
    expect(known.knowsFrequencies).toBeLessThan(0.2);
    expect(known.mostFrequentAccuracy).toBe(1);
  });

  it('does not ask unknown tokens, nor count them among those that it could', () => {
    const half = makeExam(
      datasetOf(80, (s, i) => (i < 2 ? UNK_ID : 5 + (s % 3))),
      V,
      30,
    );
    expect(half.share).toBe(1 / 2); // one of two
    const none = makeExam(
      datasetOf(80, () => UNK_ID),
      V,
    );
    expect(none).toMatchObject({ batches: [], blanks: 0, share: 0, sentences: 0 });
    expect(none.knowsFrequencies).toBe(none.knowsNothing);
  });
});

describe('sitting it', () => {
  /** A model that is wrong at every third blank, and whose loss is the label. */
  function judged() {
    const asked: Batch[] = [];
    let waiting = 0;
    let most = 0;
    const { model } = countingModel();
    model.evaluate = async (batch): Promise<EvaluationResult> => {
      asked.push(batch);
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting--;
      return {
        losses: Float32Array.from(batch.labels),
        predictions: batch.labels.map((label) => (label % 3 === 0 ? 0 : label)),
      };
    };
    return { model, asked, mostWaiting: () => most };
  }

  it('scores each blank in order, and means over all', async () => {
    const exam = makeExam(datasetOf(80), V, 50);
    const { model, asked, mostWaiting } = judged();
    const { loss, accuracy, losses, right } = await sitExam(model, exam, 'both');
    const labels = exam.batches.flatMap((batch) => Array.from(batch.labels));
    expect(Array.from(losses)).toEqual(labels);
    expect(Array.from(right)).toEqual(labels.map((label) => Number(label % 3 !== 0)));
    expect(loss).toBeCloseTo(labels.reduce((a, b) => a + b, 0) / labels.length, 9);
    expect(accuracy).toBeCloseTo(right.reduce((a, b) => a + b, 0) / labels.length, 9);
    expect(asked).toHaveLength(4);
    expect(mostWaiting()).toBe(4);
  });

  it('is the same a few sentences at a time, for engines without room for more', async () => {
    const exam = makeExam(datasetOf(80), V, 50);
    const whole = await sitExam(judged().model, exam, 'both');
    const { model, asked, mostWaiting } = judged();
    let rests = 0;
    const pause = async () => {
      rests++;
    };
    expect(await sitExam(model, exam, 'both', 5, pause)).toEqual(whole);
    expect(Math.max(...asked.map(({ batchSize }) => batchSize))).toBeLessThanOrEqual(5);
    expect(asked).toHaveLength(4 + 4 + 2 + 4);
    expect(rests).toBe(asked.length);
    expect(mostWaiting()).toBe(4); // four at once, however many there are
  });

  it('counts a word in pieces once: the sum of their losses, right where all are', async () => {
    const exam = makeExam(datasetOf(8), V, 1);
    const labels = exam.batches.flatMap((batch) => Array.from(batch.labels));
    expect(labels).toHaveLength(4);
    const words = { ...exam, blanks: 2, wordOf: Uint32Array.of(0, 0, 1, 1) };
    const { losses, right, loss } = await sitExam(judged().model, words, 'both');
    const [a, b, c, d] = labels as [number, number, number, number];
    expect(Array.from(losses)).toEqual([a + b, c + d]);
    const fine = (label: number) => label % 3 !== 0;
    expect(Array.from(right)).toEqual([Number(fine(a) && fine(b)), Number(fine(c) && fine(d))]);
    expect(loss).toBe((a + b + c + d) / 2);
  });

  it('leaves out parts that ask nothing, and fails where the engine does', async () => {
    const exam = makeExam(datasetOf(80), V, 1);
    const [batch] = exam.batches;
    const empty = { ...batch!, positions: Int32Array.of(), labels: Int32Array.of() };
    const { model, asked } = judged();
    await sitExam(model, { ...exam, batches: [empty, batch!] }, 'both');
    expect(asked).toHaveLength(1);
    model.evaluate = () => Promise.reject(new Error('lost'));
    await expect(sitExam(model, exam, 'both')).rejects.toThrow('lost');
  });
});
