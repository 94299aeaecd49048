import { describe, expect, it } from 'vitest';
import { uniforms } from '../../base/random';
import { CLS_ID, MASK_ID, SEP_ID } from '../../tokenizer/vocabulary';
import { createReader } from '../reader';
import { stubModel, vocabularyOf } from '../testReader';
import { type Draft, fill } from './fill';

const VOCABULARY = vocabularyOf('a', 'b', 'c', '##d');
const [A, B, C] = [5, 6, 7];
const V = VOCABULARY.tokens.length;

/** ln of probabilities that are given for some tokens; the rest is shared by all. */
const distribution = (some: Readonly<Record<number, number>>) => {
  const left = 1 - Object.values(some).reduce((x, y) => x + y, 0);
  return Array.from({ length: V }, (_, id) => Math.log((some[id] ?? 0) + left / V));
};

function readerOf(logits: (ids: readonly number[], place: number) => ArrayLike<number>) {
  const { model, batches } = stubModel({ vocabulary: VOCABULARY, T: 12, logits });
  return { reader: createReader(model, VOCABULARY), batches };
}

const draft = (blanks: number): Draft => ({
  ids: Int32Array.from([CLS_ID, A, ...Array<number>(blanks).fill(MASK_ID), SEP_ID]),
  places: Array.from({ length: blanks }, (_, i) => i + 2),
});
const random = (d: number) => uniforms(d + 1);

describe('Mask-Predict', () => {
  it('writes all, and hides again what it was least sure of, fewer each round', async () => {
    // It is the surer the further to the left, and writes c where b stands before.
    const { reader } = readerOf((ids, place) =>
      distribution({ [ids[place - 1] === B ? C : B]: 0.9 - place / 10 }),
    );
    const [steps] = await fill(reader, [draft(3)], 'maskPredict', random);
    expect(steps!.map(({ hides }) => hides)).toEqual([[3, 4], [4], []]);
    expect(steps!.map(({ ids }) => [...ids.subarray(2, 5)])).toEqual([
      [B, B, B],
      [B, C, B],
      [B, C, B],
    ]);
    expect(steps![0]!.wrote[0]!.p).toBeCloseTo(0.7 + 0.3 / V, 5);
  });

  it('writes all words at once where it has one round', async () => {
    const { reader, batches } = readerOf(() => distribution({ [B]: 0.5 }));
    const [steps] = await fill(reader, [draft(4)], 'atOnce', random);
    expect(steps).toHaveLength(1);
    expect(batches).toHaveLength(1);
  });
});

describe('one at a time', () => {
  it('begins where it is surest, and sees what it wrote', async () => {
    const { reader } = readerOf((ids, place) =>
      ids.includes(C) ? distribution({ [B]: 1 }) : distribution({ [C]: place === 3 ? 1 : 0.6 }),
    );
    const [steps] = await fill(reader, [draft(3)], 'easyFirst', random);
    expect(steps!.map(({ wrote }) => wrote[0]!.place)[0]).toBe(3);
    expect(steps).toHaveLength(3);
    expect([...steps!.at(-1)!.ids.subarray(2, 5)]).toEqual([B, C, B]);
  });

  it('draws words by their probabilities, but never a piece or a special token', async () => {
    const { reader } = readerOf(() => distribution({ [A]: 0.15, [B]: 0.45, 8: 0.4 }));
    const drafts = Array.from({ length: 400 }, () => draft(1));
    const all = await fill(reader, drafts, 'easyFirst', random);
    const count = (id: number) => all.filter((steps) => steps[0]!.ids[2] === id).length;
    expect(count(A) + count(B)).toBe(400);
    // A quarter of 400: 100, and 8.7 is the standard deviation.
    expect(Math.abs(count(A) - 100)).toBeLessThan(35);
  });
});

describe('Gibbs sampling', () => {
  it('hides and draws one word after the other, each as often', async () => {
    const { reader, batches } = readerOf(() => distribution({ [B]: 0.5 }));
    const [steps] = await fill(reader, [draft(3)], 'gibbs', random);
    const times = [2, 3, 4].map(
      (place) => steps!.filter(({ wrote }) => wrote[0]!.place === place).length,
    );
    expect(new Set(times).size).toBe(1);
    expect(times[0]).toBeGreaterThan(1);
    // From the second sweep on one word is hidden at a time.
    const masks = batches.map(({ inputIds }) => inputIds.filter((id) => id === MASK_ID).length);
    expect(masks).toEqual([3, 2, ...Array(masks.length - 2).fill(1)]);
  });
});

it('fills drafts of different lengths side by side, each with its own random numbers', async () => {
  const { reader } = readerOf((_, place) =>
    distribution({ [A]: 0.3, [B]: 0.3, [C]: 0.1 * (place % 3) }),
  );
  const drafts = [draft(1), draft(5), draft(3)];
  const together = await fill(reader, drafts, 'gibbs', random);
  for (const [d, one] of drafts.entries()) {
    const [alone] = await fill(reader, [one], 'gibbs', () => random(d));
    expect(together[d]!.at(-1)!.ids).toEqual(alone!.at(-1)!.ids);
  }
});
