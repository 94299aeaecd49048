import { expect, it } from 'vitest';
import { createCodedReader } from '../base/coded';
import { readCorpus } from './corpus';
import { createPacer, type Pacer } from './pacer';

async function* given(...parts: string[]) {
  yield* parts;
}
const read = (text: string, language?: string) =>
  readCorpus(given(text), text.length, createPacer({}), language);

const countsOf = async ({ words, counts }: Awaited<ReturnType<typeof read>>) => [
  ...(await createCodedReader(counts).next(words.length)),
];
const wordsOf = ({ words }: Awaited<ReturnType<typeof read>>) =>
  Array.from({ length: words.length }, (_, i) => words.at(i));

async function numbersOf(corpus: Awaited<ReturnType<typeof read>>): Promise<number[]> {
  const { which } = corpus;
  return Array.from({ length: which.length }, (_, w) => which.at(w));
}

it('numbers the words, counts them, and says where each sentence begins', async () => {
  const text = '  The cat sat. The dog ran!\nA cat sat.';
  const corpus = await read(text);
  expect(wordsOf(corpus)).toEqual(['The', 'cat', 'sat', '.', 'dog', 'ran', '!', 'A']);
  expect(await countsOf(corpus)).toEqual([2, 2, 2, 2, 1, 1, 1, 1]);
  expect(await numbersOf(corpus)).toEqual([0, 1, 2, 3, 0, 4, 5, 6, 7, 1, 2, 3]);
  expect([...corpus.sentenceWords]).toEqual([0, 4, 8, 12]);
  expect([...corpus.sentenceOffsets]).toEqual([2, 15, 28, 38]);
  expect([...corpus.beginsLine]).toEqual([1, 0, 1]);
  expect(corpus.characters).toBe(38);
  expect(corpus.recurring).toBe(8);
});

it('takes two spellings of a word for one, however often each stands', async () => {
  const corpus = await read('Cafe\u0301 café cafe\u0301 café cafe\u0301.');
  expect(wordsOf(corpus)).toEqual(['Café', 'café', '.']);
  expect(await countsOf(corpus)).toEqual([1, 4, 1]);
  expect(await numbersOf(corpus)).toEqual([0, 1, 1, 1, 1, 2]);
});

it('leaves out sentences without words', async () => {
  const corpus = await read('One.\n\n\u0001\u0002\n\nTwo.');
  expect([...corpus.sentenceOffsets]).toEqual([0, 10, 14]);
  expect([...corpus.beginsLine]).toEqual([1, 1]);
});

it('ends sentences by the rules of the language', async () => {
  const text = 'Das sind bspw. Äpfel.';
  expect((await read(text, 'de')).sentenceWords).toHaveLength(2);
  expect((await read(text, 'en')).sentenceWords).toHaveLength(3);
});

it('is empty for a text without words', async () => {
  const corpus = await read('');
  expect(wordsOf(corpus)).toEqual([]);
  expect(corpus).toMatchObject({ characters: 0, sections: { units: [0], bytes: [0] } });
  expect([[...corpus.sentenceWords], [...corpus.sentenceOffsets]]).toEqual([[0], [0]]);
});

/** A text of more than two sections' length, with this between its sentences, which are long to be few. */
const longText = (between: string) => `${'Wörter'.repeat(50)}.${between}`.repeat(1_800);

it('measures sections in units and in bytes', async () => {
  const text = longText(' ');
  const { sections, sentenceOffsets, beginsLine } = await read(text);
  const { units, bytes } = sections;
  expect(units).toEqual([0, units[1], text.length]);
  expect(bytes).toEqual(units.map((at) => new TextEncoder().encode(text.slice(0, at)).length));
  expect([...sentenceOffsets].slice(0, -1).every((at) => at % 302 === 0)).toBe(true);
  expect(sentenceOffsets).toHaveLength(1_801);
  // All of it is one line, also where a section begins.
  expect([...beginsLine].lastIndexOf(1)).toBe(0);
});

it('begins a line with a section that follows a line break', async () => {
  const { sections, beginsLine } = await read(longText('\n'));
  expect(sections.units).toHaveLength(3);
  expect([...beginsLine].indexOf(0)).toBe(-1);
});

it('rests every few thousand words, and says how much is read', async () => {
  const seen: [string, number][] = [];
  const pacer: Pacer = {
    due: () => true,
    rest: async (phase, share) => void seen.push([phase, share]),
  };
  const text = 'One two three four. '.repeat(3_000);
  await readCorpus(given(text), text.length, pacer);
  const shares = seen.map(([, share]) => share);
  expect(new Set(seen.map(([phase]) => phase))).toEqual(new Set(['counting']));
  expect(shares.length).toBeGreaterThan(2);
  expect(shares.length).toBeLessThan(6);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBeLessThan(0.4);
  expect(shares.at(-1)).toBeGreaterThan(0.9);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);

  seen.length = 0;
  await readCorpus(given(text), text.length / 2, pacer); // a size that was too small
  expect(Math.max(...seen.map(([, share]) => share))).toBe(1);
  seen.length = 0;
  await readCorpus(given(text), text.length, { ...pacer, due: () => false });
  expect(seen).toEqual([]);
});
