import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { CLS_ID, MASK_ID, PAD_ID, SEP_ID, UNK_ID } from '../tokenizer/vocabulary';
import { createReader, type Encoded, portions, type Row, withoutWords } from './reader';
import { STUB_D, type StubOptions, stubModel, vocabularyOf } from './testReader';

const WORDS = vocabularyOf('the', 'cat', 'sat', '.', 'un', '##seen', 'dog', 'mat');
const [THE, CAT, SAT, STOP, UN, SEEN] = [5, 6, 7, 8, 9, 10];

const readerOf = (options: Partial<StubOptions> = {}, pause?: () => Promise<void>) => {
  const { model, batches } = stubModel({ vocabulary: WORDS, ...options });
  return { reader: createReader(model, WORDS, 'both', pause), batches };
};
const idsOf = ({ ids }: Encoded) => [...ids];

it('reads a text as [CLS] text [SEP], with its words as they were written and the tokens they are made of', () => {
  const { reader } = readerOf();
  const encoded = reader.encode('The  unseen Cat sat.');
  expect(idsOf(encoded)).toEqual([CLS_ID, THE, UN, SEEN, CAT, SAT, STOP, SEP_ID]);
  expect([...encoded.types]).toEqual(Array(8).fill(0));
  expect(encoded.words).toEqual([
    { text: 'The', from: 1, to: 2, segment: 0 },
    { text: 'unseen', from: 2, to: 4, segment: 0 },
    { text: 'Cat', from: 4, to: 5, segment: 0 },
    { text: 'sat', from: 5, to: 6, segment: 0 },
    { text: '.', from: 6, to: 7, segment: 0 },
  ]);
  expect(encoded.isCut).toBe(false);
});

it.each([
  ['nothing', '', [CLS_ID, SEP_ID]],
  ['white space', ' \n\t ', [CLS_ID, SEP_ID]],
  ['punctuation that nobody knows', '?!', [CLS_ID, UNK_ID, UNK_ID, SEP_ID]],
  ['another script', '猫', [CLS_ID, UNK_ID, SEP_ID]],
  ['the name of a special token', '[MASK]', [CLS_ID, UNK_ID, UNK_ID, UNK_ID, SEP_ID]],
])('reads %s', (_, text, ids) => {
  const encoded = readerOf().reader.encode(text);
  expect(idsOf(encoded)).toEqual(ids);
  expect(encoded.words).toHaveLength(ids.length - 2);
});

it('reads two texts in two segments', () => {
  const encoded = readerOf().reader.encode('The cat', 'sat.');
  expect(idsOf(encoded)).toEqual([CLS_ID, THE, CAT, SEP_ID, SAT, STOP, SEP_ID]);
  expect([...encoded.types]).toEqual([0, 0, 0, 0, 1, 1, 1]);
  expect(encoded.words.map(({ segment, from }) => [segment, from])).toEqual([
    [0, 1],
    [0, 2],
    [1, 4],
    [1, 5],
  ]);
});

it('cuts before the first word that does not fit whole', () => {
  const { reader } = readerOf({ T: 6 });
  const fits = reader.encode('the cat sat .');
  expect([idsOf(fits).length, fits.isCut]).toEqual([6, false]);
  const cut = reader.encode('the cat sat unseen dog');
  // One piece of “unseen” would have had room.
  expect(idsOf(cut)).toEqual([CLS_ID, THE, CAT, SAT, SEP_ID]);
  expect(cut.isCut).toBe(true);
  expect(cut.words.map(({ text }) => text)).toEqual(['the', 'cat', 'sat']);
});

it.each([
  ['the cat sat the cat sat the cat', 'dog .', 'the cat sat the cat sat dog .'],
  ['the cat', 'dog dog dog dog dog dog dog dog', 'the cat dog dog dog dog dog dog'],
  ['the cat sat the cat sat', 'dog dog dog dog dog dog', 'the cat sat the dog dog dog dog'],
  ['the cat sat .', 'dog dog dog .', 'the cat sat . dog dog dog .'],
])('of two texts cuts the longer: %s | %s', (first, second, left) => {
  const encoded = readerOf({ T: 11 }).reader.encode(first, second);
  expect(encoded.ids).toHaveLength(11);
  expect(encoded.words.map(({ text }) => text).join(' ')).toBe(left);
  expect(encoded.isCut).toBe(`${first} ${second}` !== left);
});

/** The logit of each token says how many tokens its row has, where it was asked, and what stands there. */
const telling: Partial<StubOptions> = {
  logits: (ids, place) => {
    const row = new Float32Array(WORDS.tokens.length);
    row.set([ids.length, place, ids[place]!]);
    return row;
  },
  state: (ids, place, layer) => [ids.length, place, ids[place]!, layer],
};
/** What `telling` said, from logits less those of a token that has 0. */
const told = (p: Float32Array) => [0, 1, 2].map((v) => Math.round(p[v]! - p[12]!));

it.each([true, false])(
  'answers every row its own places, many at once (any length: %s)',
  async (anyLength) => {
    const { reader, batches } = readerOf({ ...telling, anyLength, T: 9 });
    const rows: Row[] = Array.from({ length: 150 }, (_, i) => {
      const ids = Int32Array.from([CLS_ID, ...Array(1 + (i % 6)).fill(THE + (i % 7)), SEP_ID]);
      const few = i % 4 === 0 ? [] : [1];
      return { ids, places: ids.length > 4 ? [1, ids.length - 2] : few };
    });
    const asked = await reader.ask(rows, { states: true });
    expect(asked).toHaveLength(150);
    rows.forEach(({ ids, places }, i) => {
      places.forEach((place, m) => {
        const expected = [ids.length, place, ids[place]!];
        expect(told(asked[i]!.logProbabilities(m))).toEqual(expected);
        expect([...asked[i]!.last(m)]).toEqual([...expected, 2]);
      });
      for (const l of [0, 1])
        expect([...asked[i]!.lower(l, 1)]).toEqual([ids.length, 1, ids[1], l]);
    });
    expect(batches.map(({ batchSize }) => batchSize)).toEqual([64, 64, 22]);
    for (const { sequenceLength, inputIds, attentionMask } of batches) {
      expect(sequenceLength).toBe(anyLength ? 8 : 9);
      expect(attentionMask.every((real, i) => (real === 0) === (inputIds[i] === PAD_ID))).toBe(
        true,
      );
    }
  },
);

it('asks at [CLS] where nothing is asked, as not every engine takes a batch without blanks', async () => {
  const { reader, batches } = readerOf();
  await reader.ask([{ ...reader.encode('the cat'), places: [] }], { states: true });
  expect([...batches[0]!.positions]).toEqual([0]);
});

it('says nothing of segments where all tokens are of the first', async () => {
  const { reader, batches } = readerOf();
  await reader.ask([{ ...reader.encode('the cat'), places: [1] }]);
  await reader.ask([{ ...reader.encode('the', 'cat'), places: [1] }]);
  expect(batches.map(({ tokenTypeIds }) => tokenTypeIds && [...tokenTypeIds])).toEqual([
    undefined,
    [0, 0, 0, 1, 1],
  ]);
});

it('asks no more logits at once than fit, but a row whole', async () => {
  const many = vocabularyOf(...Array.from({ length: 100_000 }, (_, i) => `w${i}`));
  const { model, batches } = stubModel({ vocabulary: many, T: 50, logits: () => [1] });
  const reader = createReader(model, many);
  const row = (M: number) => ({
    ids: new Int32Array(50).fill(5),
    places: Array.from({ length: M }, (_, i) => i),
  });
  await reader.ask([row(15), row(15), row(15), row(45), row(1)]);
  expect(batches.map(({ positions }) => positions.length)).toEqual([30, 15, 45, 1]);
});

it('gives probabilities that add up to one, also for large logits', async () => {
  const { reader } = readerOf({ logits: () => [1000, 999, ...Array(11).fill(-1000)] });
  const [one] = await reader.ask([{ ids: Int32Array.of(CLS_ID, SEP_ID), places: [0] }]);
  const p = one!.logProbabilities(0).map(Math.exp);
  expect(p[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
});

it('refuses a row that is too long and a layer that there is not', async () => {
  const { reader } = readerOf();
  await expect(reader.ask([{ ids: new Int32Array(13), places: [0] }])).rejects.toThrow(
    'ask: 13 tokens do not fit in 12 positions',
  );
  const [one] = await reader.ask([{ ...reader.encode('the'), places: [1] }], { states: true });
  expect(() => one!.lower(2, 0)).toThrow('there is no layer 2 below 2');
  expect(await reader.ask([])).toEqual([]);
});

it('lets messages in between batches, and ends with what that throws', async () => {
  const pause = vi.fn(async () => {});
  const { reader, batches } = readerOf({}, pause);
  const rows = Array.from({ length: 129 }, () => ({ ...reader.encode('the'), places: [1] }));
  await reader.ask(rows.slice(0, 64));
  expect(pause).not.toHaveBeenCalled();
  await reader.ask(rows);
  expect(pause).toHaveBeenCalledTimes(2);
  pause.mockRejectedValue(new Error('nobody wants it'));
  await expect(reader.ask(rows)).rejects.toThrow('nobody wants it');
  expect(batches).toHaveLength(5);
});

it('hides whole words, and asks at each of their tokens in order', () => {
  const encoded = readerOf().reader.encode('the unseen cat sat');
  const [, unseen, cat] = encoded.words;
  const { ids, places } = withoutWords(encoded, [cat!, unseen!]);
  expect([...ids]).toEqual([CLS_ID, THE, MASK_ID, MASK_ID, MASK_ID, SAT, SEP_ID]);
  expect(places).toEqual([2, 3, 4]);
  expect(idsOf(encoded)).toContain(UN); // the text itself is as it was
});

it('takes rows in portions, each once', () => {
  expect([...portions([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  expect([...portions([], 2)]).toEqual([]);
});

it('reads a model on the WASM engine: alone or in company, short or long, with and without blanks', async () => {
  const size = {
    hiddenSize: STUB_D,
    intermediateSize: 8,
    numHiddenLayers: 2,
    numAttentionHeads: 2,
  };
  const settings = { ...DEFAULT_SETTINGS, ...size, maxPositionEmbeddings: 12 };
  const config = bertConfig(settings, WORDS.tokens.length);
  const parameters = initialValues(config, parameterLayout(config), 1);
  const engine = await startWasmEngine();
  const model = await engine.createModel(
    config,
    { parameters, firstMoment: parameters, secondMoment: parameters, step: 0 },
    { batchSize: 1, sequenceLength: 12, onlyLooks: 'a test' },
  );
  const reader = createReader(model, WORDS);
  const texts = ['the cat', 'the unseen cat sat .', 'dog'].map((text) => reader.encode(text));
  const rows = [...texts, ...Array(80).fill(texts[0]!)].map((one) =>
    withoutWords(one, [one.words[0]!]),
  );
  const together = await reader.ask(rows, { states: true });
  for (const [i, row] of rows.slice(0, 4).entries()) {
    const [alone] = await reader.ask([row], { states: true });
    const far = (a: Float32Array, b: Float32Array) =>
      a.reduce((most, x, j) => Math.max(most, Math.abs(x - b[j]!)), 0);
    // Rounding of 32-bit floats in sums of another order.
    expect(far(alone!.logProbabilities(0), together[i]!.logProbabilities(0))).toBeLessThan(1e-5);
    expect(far(alone!.last(0), together[i]!.last(0))).toBeLessThan(1e-5);
    expect(far(alone!.lower(1, 2), together[i]!.lower(1, 2))).toBeLessThan(1e-5);
  }
  const { ids } = texts[1]!;
  const [none] = await reader.ask([{ ids, places: [] }], { states: true });
  const [asked] = await reader.ask([{ ids, places: [1] }], { states: true });
  expect(none!.lower(1, 2)).toEqual(asked!.lower(1, 2));
  model.dispose();
});
