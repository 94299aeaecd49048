import { describe, expect, it } from 'vitest';
import { makeDataset } from './dataset';
import { BEGINS_WORD, plainTokens } from './encodedText';
import { prepareText } from './prepare';
import { allTokens } from './testTokens';

const PEOPLE = ['Mira', 'Tomas', 'Ines', 'Pavel', 'Rosa'];
const THINGS = ['bread', 'apples', 'milk', 'eggs', 'salt', 'honey', 'beans'];
/** 200 sentences, many of which stand there twice or more. */
const TEXT = Array.from({ length: 200 }, (_, i) => {
  const person = PEOPLE[i % 5];
  return `${person} sold ${THINGS[(i * i) % 7]} to the ${['old', 'new'][i % 2]} keeper on day ${i % 40}.`;
}).join('\n');

async function sides(keepTogether: boolean) {
  const { encoded, stats } = await prepareText(TEXT, { vocabSize: 400, doLowerCase: true });
  const { heldOut } = makeDataset(encoded, { sequenceLength: 32, keepTogether });
  const { sentenceStarts } = encoded;
  const { ids } = allTokens(encoded);
  const written = Array.from(heldOut, (_, s) =>
    ids.subarray(sentenceStarts.at(s), sentenceStarts.at(s + 1)).join(),
  );
  const trained = new Set(written.filter((_, s) => !heldOut[s]));
  return { stats, leaked: written.filter((w, s) => heldOut[s] && trained.has(w)).length, heldOut };
}

/** Sentences of so many tokens, each a word; those of one group repeat each other. */
function encodedOf(
  lengths: readonly number[],
  groups: readonly number[] = lengths.map((_, s) => s),
) {
  let total = 0;
  const starts = lengths.map((length) => {
    total += length;
    return total;
  });
  return {
    tokens: plainTokens({
      ids: new Uint16Array(total).fill(9),
      marks: new Uint8Array(total).fill(BEGINS_WORD),
    }),
    sentenceStarts: Uint32Array.from([0, ...starts]),
    groups: Uint32Array.from(groups),
    counts: new Uint32Array(10),
  };
}

describe('makeDataset', () => {
  const windowCounts = (packSentences?: boolean) => {
    const encoded = encodedOf(new Array<number>(40).fill(3));
    const options = { sequenceLength: 64, keepTogether: true, packSentences };
    const { heldOut, trainWindows, heldOutWindows } = makeDataset(encoded, options);
    expect(heldOut.length).toBe(40);
    expect(heldOut.filter(Boolean).length).toBe(4);
    return [trainWindows, heldOutWindows].map(({ firstUnit }) => firstUnit.length);
  };

  it('packs neighbouring sentences, unless each is to have a window of its own', () => {
    expect(windowCounts(false)).toEqual([36, 4]);
    const [train, held] = windowCounts(true) as [number, number];
    expect(train).toBeLessThan(6);
    expect(held).toBeLessThanOrEqual(4);
    expect(windowCounts()).toEqual([train, held]);
  });

  it('keeps a group on one side, though sentences without a token stand between', () => {
    // 20 sentences in groups of two, and every third is empty.
    const lengths = Array.from({ length: 30 }, (_, s) => (s % 3 === 2 ? 0 : 2));
    const groups = lengths.map((_, s) => Math.floor(s / 3));
    const of = { sequenceLength: 8, keepTogether: true };
    const { heldOut } = makeDataset(encodedOf(lengths, groups), of);
    const held = [...heldOut.keys()].filter((s) => heldOut[s]);
    expect(held).toHaveLength(2);
    expect(held[0]! % 3).toBe(0);
    expect(held[1]).toBe(held[0]! + 1);
  });

  it('needs two sentences', () => {
    const of = { sequenceLength: 8, keepTogether: true };
    expect(() => makeDataset(encodedOf([3]), of)).toThrow(
      'makeDataset: 1 sentences, at least 2 are needed',
    );
    expect(makeDataset(encodedOf([3, 3]), of).units.count).toBe(2);
  });
});

describe('the held-out sentences', () => {
  it('are none that is also trained on', async () => {
    const { leaked, stats, heldOut } = await sides(true);
    expect(stats.copies).toBeGreaterThan(20);
    expect(leaked).toBe(0);
    expect(heldOut.reduce((a, b) => a + b, 0)).toBeGreaterThan(10);
  });

  it('are some of those where repeats are not kept together', async () => {
    expect((await sides(false)).leaked).toBeGreaterThan(0);
  });
});

it('leaves sentences without a token out of the split', async () => {
  const marks = Array.from({ length: 15 }, () => '\u0301\u0308').join('\n\n');
  const text = `${marks}\n\nOne boat came in early.\n\nTwo gulls sat on the wall.`;
  const settings = { vocabSize: 200, doLowerCase: true, stripAccents: true };
  const { encoded, stats } = await prepareText(text, settings);
  expect(stats.sentences).toBe(2);
  const cut = makeDataset(encoded, { sequenceLength: 64, keepTogether: true });
  expect(cut.trainWindows.firstUnit.length).toBe(1);
  expect(cut.heldOutWindows.firstUnit.length).toBe(1);
});
