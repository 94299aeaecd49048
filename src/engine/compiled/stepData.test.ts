import { describe, expect, it } from 'vitest';
import { key, uniformAt } from '../../base/random';
import { CONTEXTS } from '../../config/settings';
import type { Batch } from '../engine';
import { randomBatch } from '../testShapes';
import {
  createStepWriter,
  HEADER_BYTES,
  HEADER_FIELDS,
  MAX_SITES,
  type StepInput,
  stepWords,
} from './stepData';

const HEADER = HEADER_BYTES / 4;
const FIELDS: readonly string[] = HEADER_FIELDS;
const KEYS_AT = FIELDS.length;

/** What a kernel finds where the header says. */
function read(words: Uint32Array) {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const data = new Int32Array(words.buffer, words.byteOffset + HEADER_BYTES, words.length - HEADER);
  const at = (name: string) => {
    expect(FIELDS, name).toContain(name);
    return FIELDS.indexOf(name);
  };
  const word = (name: string) => words[at(name)]!;
  const list = (name: string, length: number) =>
    Array.from(data.subarray(word(name), word(name) + length));
  return { word, float: (name: string) => floats[at(name)]!, list, data };
}

const input = (batch: Batch, more: Partial<StepInput> = {}): StepInput => ({
  batch,
  context: 'both',
  slot: 0,
  sites: 4,
  ...more,
});

const SHAPE = { V: 23, D: 8, L: 1, H: 1, F: 8, T: 9, B: 5, M: 7, ragged: true, segments: true };
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

describe('the header', () => {
  it('has its fields, and then the keys', () => {
    // A vec4u begins at a multiple of 4 words.
    expect(KEYS_AT % 4).toBe(0);
    expect(KEYS_AT + MAX_SITES).toBe(HEADER);
    // The embeddings' site and three a layer
    expect(MAX_SITES).toBeGreaterThanOrEqual(1 + 3 * 12);
  });

  it('has counts, context and slot', () => {
    const batch = randomBatch(SHAPE, 1);
    CONTEXTS.forEach((context, i) => {
      const { words, counts } = createStepWriter(23).write(input(batch, { context, slot: 17 }));
      const { word } = read(words);
      expect([word('context'), word('slot')]).toEqual([i, 17]);
      expect(counts).toMatchObject({ sequences: 5, rows: 45, blanks: 7 });
      for (const name of ['sequences', 'rows', 'blanks', 'segments'] as const) {
        expect(word(name), name).toBe(counts[name]);
      }
    });
  });

  it('has the factors of AdamW as torch.optim.AdamW forms them', () => {
    const update = { learningRate: 3e-3, weightDecay: 0.02, maxGradNorm: 0.7, step: 9 };
    const { words } = createStepWriter(23).write(input(randomBatch(SHAPE, 1), { update }));
    const { float } = read(words);
    expect(float('maxGradNorm')).toBe(Math.fround(0.7));
    expect(float('stepSize')).toBe(Math.fround(3e-3 / (1 - 0.9 ** 9)));
    expect(float('decay')).toBe(Math.fround(3e-3 * 0.02));
    expect(float('secondCorrection')).toBe(Math.fround(Math.sqrt(1 - 0.999 ** 9)));
  });
});

describe('dropout', () => {
  const written = (hidden: number, attention: number) => {
    const dropout = { hiddenDropoutProb: hidden, attentionProbsDropoutProb: attention, key: 31 };
    return createStepWriter(23).write(input(randomBatch(SHAPE, 1), { dropout })).words;
  };

  it.each([0, 1e-9, 0.1, 0.2, 1 / 3, 0.5, 0.75, 0.999])(
    'drops at p = %f what uniformAt drops',
    (p) => {
      const { word, float } = read(written(p, 0.4));
      const drops = (threshold: number, k: number, counter: number) =>
        uniformAt(k, counter) * 2 ** 24 < threshold;
      let dropped = 0;
      for (let counter = 0; counter < 5000; counter++) {
        const expected = uniformAt(77, counter) < p;
        if (drops(word('hiddenThreshold'), 77, counter) !== expected) {
          expect.fail(`counter ${counter}: uniform ${uniformAt(77, counter)}`);
        }
        if (expected) dropped++;
      }
      expect(Math.abs(dropped / 5000 - p)).toBeLessThan(0.03);
      expect(float('hiddenScale')).toBe(Math.fround(1 / (1 - p)));
      expect(float('attentionScale')).toBe(Math.fround(1 / (1 - 0.4)));
    },
  );

  it('is right at the numbers beside the threshold', () => {
    for (const p of [0.1, 0.25, 0.3, 2 ** -24]) {
      const threshold = read(written(p, p)).word('attentionThreshold');
      expect((threshold - 1) / 2 ** 24).toBeLessThan(p);
      expect(threshold / 2 ** 24).toBeGreaterThanOrEqual(p);
    }
  });

  it('gives every site a key of its own, and without dropout none drops', () => {
    const keys = Array.from(written(0.1, 0.1).subarray(KEYS_AT, KEYS_AT + 4));
    expect(keys).toEqual([0, 1, 2, 3].map((site) => key(31, site)));
    const { word } = read(createStepWriter(23).write(input(randomBatch(SHAPE, 1))).words);
    expect([word('hiddenThreshold'), word('attentionThreshold')]).toEqual([0, 0]);
  });
});

describe('the lists', () => {
  const writer = createStepWriter(23);

  it.each(SEEDS)('are the batch, seed %i', (seed) => {
    const batch = randomBatch(SHAPE, seed);
    const N = 45;
    const { words, counts } = writer.write(input(batch));
    const { list, data } = read(words);
    expect(Array.from(data.subarray(0, N))).toEqual(Array.from(batch.inputIds));
    expect(list('typesAt', N)).toEqual(Array.from(batch.tokenTypeIds!));
    expect(list('maskAt', N)).toEqual(Array.from(batch.attentionMask));
    expect(list('positionsAt', 7)).toEqual(Array.from(batch.positions));
    expect(list('labelsAt', 7)).toEqual(Array.from(batch.labels));
    const blankOf = Array.from({ length: N }, (_, n) => batch.positions.indexOf(n));
    expect(list('blankOfAt', N)).toEqual(blankOf);

    const { segments } = counts;
    const tokens = list('segmentTokensAt', segments);
    const starts = list('segmentStartsAt', segments + 1);
    const rows = list('segmentRowsAt', starts[segments]!);
    const real = Array.from({ length: N }, (_, n) => n).filter((n) => batch.attentionMask[n]);
    const present = new Set(real.map((n) => batch.inputIds[n]!));
    expect(new Set(tokens)).toEqual(present);
    expect(tokens.length).toBe(present.size);
    // Every real row once, with its own token, and those of a token in ascending order.
    tokens.forEach((token, s) => {
      const own = rows.slice(starts[s], starts[s + 1]);
      expect(own).toEqual(real.filter((n) => batch.inputIds[n] === token));
    });
    expect(starts[0]).toBe(0);
    expect(rows.length).toBe(real.length);
    expect(words.length).toBeLessThanOrEqual(stepWords(N, 7));
  });

  it('have no trace of a larger batch before', () => {
    const small = { ...SHAPE, B: 2, M: 2, segments: false };
    const used = createStepWriter(23);
    used.write(input(randomBatch(SHAPE, 1)));
    const again = used.write(input(randomBatch(small, 2)));
    const fresh = createStepWriter(23).write(input(randomBatch(small, 2)));
    expect(again.words).toEqual(fresh.words);
    expect(again.counts).toEqual(fresh.counts);
    expect(read(again.words).list('typesAt', 18)).toEqual(new Array(18).fill(0));
  });

  it('take no more than stepWords says, even where no two tokens are equal', () => {
    const N = 20;
    const inputIds = Int32Array.from({ length: N }, (_, n) => n);
    const batch = {
      ...{ batchSize: 1, sequenceLength: N, inputIds, attentionMask: new Int32Array(N).fill(1) },
      ...{ positions: inputIds, labels: inputIds },
    };
    expect(createStepWriter(23).write(input(batch)).words.length).toBe(stepWords(N, N));
  });
});
