import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { loadEncoded } from '../dataset/encodedBlobs';
import { BEGINS_WORD } from '../dataset/encodedText';
import { allTokens } from '../dataset/testTokens';
import type { TextRequest } from '../protocol/texts';
import { createPreparer } from './preparer';

type Request = Extract<TextRequest, { type: 'prepare' }>;

/** Longer than two sections, with everything that a place in a text may be wrong by. */
const TEXT = Array.from(
  { length: 9000 },
  (_, i) =>
    `Day ${i}: the ${['keeper', 'größte Möwe', '灯台守', '😀 sailor'][i % 4]} went ${'far and '.repeat(i % 7)}wide.` +
    `${['\n', ' ', '\n\n', '\u00a0\u0001 '][i % 4]}She said “no. ${i * 7}” to the ${i % 13} gulls. `,
).join('');

const request = (change: Partial<Request> = {}, settings: Partial<Settings> = {}): Request => ({
  type: 'prepare',
  jobId: 1,
  textId: 1,
  text: new Blob([TEXT]),
  language: undefined,
  settings: { ...DEFAULT_SETTINGS, maxPositionEmbeddings: 16, ...settings },
  auto: [],
  ...change,
});

describe('a text of several sections', () => {
  const preparer = createPreparer();
  let prepared: Awaited<ReturnType<typeof preparer.prepare>>['prepared'];
  beforeAll(async () => {
    ({ prepared } = await preparer.prepare(request({}, { vocabSize: 128 }), {}));
  });

  it('is read page by page as the trainer has it, each token in its place', async () => {
    expect(TEXT.length).toBeGreaterThan(700_000);
    const { pages } = prepared.cut!;
    const encoded = await loadEncoded(prepared.stored);
    const all = allTokens(encoded);
    const pageCount = pages.units.length - 1;
    expect(pageCount).toBeGreaterThan(500);
    const read: number[] = [];
    const wrong: string[] = [];
    let held = 0;
    const { units, trainWindows, heldOutWindows } = makeDataset(encoded, {
      sequenceLength: 16,
      keepTogether: true,
    });
    const lastUnit = new Map(
      [trainWindows, heldOutWindows].flatMap(({ firstUnit, lastUnit }) =>
        Array.from(firstUnit, (first, w) => [first, lastUnit[w]!] as const),
      ),
    );
    for (let page = 0; page < pageCount; page++) {
      for (const slice of (await preparer.readPage(1, page))!) {
        // `expect` a hundred thousand times would take most of the time of this test.
        const check = (holds: boolean, what: string) => {
          if (!holds) wrong.push(`${what} at ${slice.offset}`);
        };
        check(slice.firstToken === read.length, 'first token');
        // The window that the trainer masks as a whole, also where a page ends within it.
        const { firstUnit, firstToken, ids, marks } = slice.window;
        const [start, end] = [
          units.starts.at(firstUnit)!,
          units.starts.at(lastUnit.get(firstUnit)! + 1)!,
        ];
        check(firstToken === start, 'window');
        check(slice.firstToken >= start && slice.firstToken < end, 'place in the window');
        check(Buffer.from(ids).equals(Buffer.from(all.ids.slice(start, end))), 'ids');
        check(Buffer.compare(marks, all.marks.slice(start, end)) === 0, 'marks');
        read.push(...slice.ids);
        held += Number(slice.heldOut);
        check(TEXT.slice(slice.offset, slice.offset + slice.text.length) === slice.text, 'text');
        slice.ids.forEach((id, i) => {
          const written = slice.text.slice(slice.starts[i], slice.ends[i]);
          const piece = prepared.vocabulary.tokens[id]!.replace(/^##(?=.)/u, '');
          const isRight = id < 5 || written.toLowerCase().replace('\u0001', '') === piece;
          check(isRight, `“${written}” for ${piece}`);
        });
      }
      expect(pages.offsets[page + 1]!).toBeGreaterThan(pages.offsets[page]!);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(read.length).toBe(all.ids.length);
    expect(read.every((id, i) => id === all.ids[i])).toBe(true);
    expect(held).toBeGreaterThan(0);
    expect(prepared.stats.tokens).toBe(read.length);
  });

  it('measures how tokens per word fall with the size of the vocabulary', async () => {
    let told = 0;
    let last: readonly { vocabSize: number; tokensPerWord: number }[] = [];
    await preparer.measureSizes(1, {}, (points, done) => {
      told++;
      expect(points).toHaveLength(told);
      last = done ? points : [];
    });
    expect(last.length).toBeGreaterThan(3);
    last.slice(1).forEach((point, i) => {
      expect(point.tokensPerWord).toBeLessThanOrEqual(last[i]!.tokensPerWord);
    });
    const { tokens, words } = prepared.stats;
    const same = last.find(({ vocabSize }) => vocabSize === 128)!;
    expect(same.tokensPerWord).toBeCloseTo(tokens / words, 10);
  });

  it('finds words chosen by hand again under another vocabulary, without reading the text anew', async () => {
    const inTraining = async (word: string, from: number) => {
      for (let at = TEXT.indexOf(word, from); ; at = TEXT.indexOf(word, at + 1)) {
        const [first, end] = await preparer.locate(1, [at]);
        if (first !== end) return at; // else its sentence is held out
      }
    };
    let offsets: number[] = [];
    for (const vocabSize of [100, 1024]) {
      const phases = new Set<string>();
      // As it comes from the page: a copy each time.
      const asked = structuredClone(request({}, { vocabSize }));
      const { prepared } = await preparer.prepare(asked, {
        onProgress: ({ phase }) => phases.add(phase),
      });
      expect(phases.has('counting')).toBe(false);
      if (offsets.length === 0) {
        offsets = [await inTraining('größte', 0), await inTraining('gulls', 600_000), 1];
      }
      const tokens = await preparer.locate(1, offsets);
      const encoded = await loadEncoded(prepared.stored);
      const all = allTokens(encoded);
      const spelt = [0, 1, 2].map((h) => {
        const [first, end] = tokens.subarray(2 * h, 2 * h + 2);
        expect(first === end || all.marks[first!]! & BEGINS_WORD).toBeTruthy();
        return Array.from(all.ids.subarray(first, end), (id) =>
          prepared.vocabulary.tokens[id]!.replace('##', ''),
        ).join('');
      });
      expect(spelt).toEqual(['größte', 'gulls', '']); // at 1 no word begins
    }
  });

  it('stays as it was when the preparation of another is cancelled', async () => {
    const before = await preparer.readPage(1, 3);
    for (const phase of ['counting', 'comparing', 'learning', 'encoding']) {
      const controller = new AbortController();
      const text = TEXT.slice(0, 100_000);
      const other = preparer.prepare(request({ jobId: 2, textId: 2, text }), {
        signal: controller.signal,
        onProgress: (progress) => {
          if (progress.phase === phase) controller.abort();
        },
      });
      await expect(other).rejects.toMatchObject({ name: 'AbortError' });
      expect(await preparer.readPage(1, 3)).toEqual(before);
      expect(await preparer.readPage(2, 3)).toBeUndefined();
    }
  });

  it('is still read from when the page cancels a job that was just done', async () => {
    const preparer = createPreparer();
    const text = TEXT.slice(0, 60_000);
    await preparer.prepare(request({ text }), {});
    preparer.keepOnly(1);
    await preparer.prepare(request({ jobId: 2, text }, { vocabSize: 100 }), {});
    expect(await preparer.readPage(1, 0)).toBeDefined();
    preparer.keepOnly(2);
    expect(await preparer.readPage(1, 0)).toBeUndefined();
    expect(await preparer.readPage(2, 0)).toBeDefined();
  });
});

it('is detected to be in a language, unless one is given', async () => {
  const preparer = createPreparer();
  const text = 'Elle ne sait pas que la mer est dans la nuit. '.repeat(20);
  const { prepared } = await preparer.prepare(request({ text }), {});
  expect(prepared.detectedLanguage).toBe('fr');
  const other = await preparer.prepare(request({ text, language: 'de', textId: 2 }), {});
  expect(other.prepared.detectedLanguage).toBe('fr');
});

it('draws words to guess, whole and of different held-out sentences', async () => {
  const text = TEXT.slice(0, 60_000);
  const { prepared } = await createPreparer().prepare(request({ text }, { vocabSize: 300 }), {});
  const { toGuess, commonestWord } = prepared.cut!;
  expect(toGuess).toHaveLength(50);
  expect(new Set(toGuess.map(({ sentence }) => sentence.text)).size).toBe(50);
  for (const { sentence, blanks } of toGuess) {
    expect(sentence.heldOut).toBe(true);
    expect(text).toContain(sentence.text);
    const { starts, ends } = sentence;
    const word = sentence.text.slice(starts[blanks[0]!], ends[blanks.at(-1)!]);
    expect(sentence.text.split(/[^\p{L}\p{N}]+/u)).toContain(word); // not a part of one
  }
  expect(commonestWord).toBe('far'); // three times a day on average, “the” twice
});

it('says what is wrong with a text that is too short, and shows nothing of it', async () => {
  const preparer = createPreparer();
  const { prepared, problem } = await preparer.prepare(request({ text: 'One word.' }), {});
  expect(prepared.cut).toBeUndefined();
  expect(problem?.what).toBe('This text is too short to learn from.');
});

it('reads a sentence of many thousand tokens by parts', async () => {
  const preparer = createPreparer();
  const read = Array.from({ length: 30_000 }, (_, i) => 'acgt'[(i * i + (i >> 3)) % 4]).join('');
  const text = `${read}.\n\n${'One more read. '.repeat(20)}`;
  const { prepared } = await preparer.prepare(request({ text }, { tokenizer: 'character' }), {});
  const { units, offsets } = prepared.cut!.pages;
  const written: string[] = [];
  for (let page = 0; page < units.length - 1; page++) {
    const slices = (await preparer.readPage(1, page))!;
    expect(slices.reduce((n, { ids }) => n + ids.length, 0)).toBeLessThan(1000);
    expect(offsets[page + 1]!).toBeGreaterThan(offsets[page]!);
    for (const { text: part } of slices) written.push(part);
  }
  expect(written.join('')).toBe(text);
});
