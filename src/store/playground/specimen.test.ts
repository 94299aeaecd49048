import { describe, expect, it } from 'vitest';
import { prepareText } from '../../dataset/prepare';
import {
  CLS_ID,
  MASK_ID,
  SEP_ID,
  SPECIAL_TOKENS,
  UNK_ID,
  type Vocabulary,
} from '../../tokenizer/vocabulary';
import { createEncoder } from '../../tokenizer/wordPiece';
import { lookInput, ownSpecimen, sentenceSpecimen, toggleBlank } from './specimen';

const TEXT = Array.from(
  { length: 50 },
  (_, i) =>
    `The ${['keeper', 'sailor'][i % 2]} lit the green lantern on the ${['tower', 'wall'][i % 2]} at night.`,
).join(' ');

async function prepare(vocabSize = 300) {
  const { vocabulary, encoded } = await prepareText(TEXT, { vocabSize, doLowerCase: true });
  return { vocabulary, counts: encoded.counts };
}

/** The first sentence of the text, as the text worker gives it. */
async function specimenOf(vocabSize?: number) {
  const { vocabulary, counts } = await prepare(vocabSize);
  const text = TEXT.slice(0, TEXT.indexOf('.') + 1);
  const pieces = createEncoder(vocabulary).encode(text);
  return sentenceSpecimen({ vocabulary, counts }, { index: 0, heldOut: true, text, ...pieces });
}

/** A sentence whose vocabulary is letters. */
function letterSpecimen(text: string) {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const vocabulary: Vocabulary = {
    tokens: [...SPECIAL_TOKENS, '.', '猫', ...letters, ...letters.map((l) => `##${l}`)],
    ...{ doLowerCase: true, stripAccents: false },
  };
  const counts = new Uint32Array(vocabulary.tokens.length).fill(9);
  const pieces = createEncoder(vocabulary).encode(text);
  const sentence = { index: 0, heldOut: true, text, ...pieces };
  return sentenceSpecimen({ vocabulary, counts }, sentence);
}

describe('specimens', () => {
  it('have blanks at words worth asking for', async () => {
    const { text, tokens, blanks, source } = await specimenOf();
    expect(source).toEqual({ kind: 'sentence', index: 0, heldOut: true });
    expect(blanks.length).toBeGreaterThan(0);
    for (const b of blanks) {
      const { start, end } = tokens[b]!;
      expect(text.slice(start, end)).toMatch(/^\p{L}{3,}$/u);
    }
  });

  it('have a whole word as their blank, where every word is in pieces', () => {
    expect(letterSpecimen('The keeper sat.').blanks).toEqual([0, 1, 2]);
    // Of a word that is most of the sentence one piece, or there would be nothing to guess it from.
    expect(letterSpecimen('Thekeepersat.').blanks).toEqual([0]);
  });

  it('have blanks at single Chinese characters', () => {
    expect(letterSpecimen('a猫 sat.').blanks).toEqual([1]);
  });

  it('are shown to the model with their blanks hidden, between [CLS] and [SEP]', async () => {
    const specimen = await specimenOf();
    const { inputIds, blanks } = lookInput(specimen);
    expect(inputIds[0]).toBe(CLS_ID);
    expect(inputIds.at(-1)).toBe(SEP_ID);
    expect(inputIds).toHaveLength(specimen.tokens.length + 2);
    const hidden = [...inputIds.keys()].filter((i) => inputIds[i] === MASK_ID);
    expect(hidden).toEqual(blanks);
  });

  it('are shown with the right tokens, except where there is none', async () => {
    const specimen = await specimenOf();
    const [first, second] = specimen.tokens;
    const tokens = [first!, { ...second!, id: UNK_ID }, { ...second!, id: MASK_ID }];
    const { answers } = lookInput({ ...specimen, tokens, blanks: [0, 1, 2] });
    expect(answers).toEqual([first!.id, undefined, undefined]);
  });

  it('take and give back a whole word at a click', async () => {
    const small = 40; // a vocabulary too small for whole words
    const specimen = { ...(await specimenOf(small)), blanks: [] };
    const word = specimen.tokens.findIndex((t, i) => specimen.tokens[i + 1]?.wordId === t.wordId);
    expect(word).toBeGreaterThanOrEqual(0);
    const once = toggleBlank(specimen, word);
    const pieces = specimen.tokens.filter((t) => t.wordId === specimen.tokens[word]!.wordId);
    expect(once.blanks).toHaveLength(pieces.length);
    expect(toggleBlank(once, word + 1).blanks).toEqual([]);
  });
});

describe('one’s own sentence', () => {
  it('may be typed with forms of letters', async () => {
    const { vocabulary } = await prepare();
    const { text } = ownSpecimen('The ___ lit the ﬂoor.', vocabulary, 32);
    expect(text).toBe('The ___ lit the floor.');
  });

  it('is read with its blanks, in either spelling', async () => {
    const { vocabulary } = await prepare();
    const specimen = ownSpecimen('The ___ lit the [MASK] lantern.', vocabulary, 32);
    expect(specimen.blanks).toEqual([1, 4]);
    expect(lookInput(specimen).blanks).toEqual([2, 5]);
    // The truth of such a blank is not known, so there is nothing to go back to.
    expect(toggleBlank(specimen, 1)).toBe(specimen);
  });

  it.each([
    ['', 'There is no sentence'],
    ['The lantern.', 'There is no blank'],
    ['___ '.repeat(31), 'reads 30 at most'],
  ])('%j is refused in plain words', async (raw, words) => {
    const { vocabulary } = await prepare();
    expect(() => ownSpecimen(raw, vocabulary, 32)).toThrow(words);
  });
});

describe('the blanks that teach most', () => {
  /** A sentence of these words, each a token; their counts in the text by the same order. */
  function blanksOf(
    words: readonly string[],
    counts: readonly number[],
    telling?: number[],
    wordIds = [...words.keys()],
  ) {
    const ids = Int32Array.from(words, (_, i) => SPECIAL_TOKENS.length + i);
    const starts = Int32Array.from(
      words,
      (_, i) => words.slice(0, i).join(' ').length + Number(i > 0),
    );
    const ends = starts.map((start, i) => start + words[i]!.length);
    const text = words.join(' ');
    const padded = (values: readonly number[]) => [...SPECIAL_TOKENS.map(() => 0), ...values];
    const vocabulary = {
      tokens: [...SPECIAL_TOKENS, ...words],
      ...{ doLowerCase: true, stripAccents: false },
    };
    return sentenceSpecimen(
      { vocabulary, counts: Uint32Array.from(padded(counts)) },
      {
        index: 0,
        heldOut: false,
        text,
        ids,
        starts,
        ends,
        wordIds: Int32Array.from(wordIds),
      } as never,
      telling && Float32Array.from(padded(telling)),
    ).blanks;
  }
  const row = (count: number, word = 'abc') => Array.from({ length: count }, () => word);
  const evenly = (count: number) =>
    blanksOf(
      row(count),
      row(count).map(() => 5),
    );

  it('are one, two or three, by the length of the sentence, and stand apart', () => {
    expect(evenly(6)).toEqual([0]);
    expect(evenly(7)).toEqual([0, 3]);
    expect(evenly(15)).toEqual([0, 3]);
    expect(evenly(16)).toEqual([0, 3, 6]);
  });

  it('are longer words, and words that the text repeats, up to a point', () => {
    const six = (...words: string[]) =>
      blanksOf(
        words,
        words.map(() => 5),
      );
    expect(six('it', 'is', 'a', 'lantern')).toEqual([3]);
    expect(six('it', 'lantern', 'lanternlantern')).toEqual([1]); // seven letters or more are alike
    const often = (...counts: number[]) =>
      blanksOf(
        counts.map(() => 'abc'),
        counts,
      );
    expect(often(2, 12, 1)).toEqual([1]);
    expect(often(2, 12, 900)).toEqual([1]);
    expect(often(2, 11, 12)).toEqual([2]);
    // Three letters seen five times against five letters seen three times: the first of equals.
    expect(blanksOf(['abc', 'abcde'], [5, 3])).toEqual([0]);
    expect(blanksOf(['abcd', 'abcde'], [5, 5])).toEqual([1]);
  });

  it('are no marks, figures or single letters, where there is any word', () => {
    expect(blanksOf(['1234567', 'a', '—', 'it'], [9, 9, 9, 1])).toEqual([3]);
    expect(blanksOf(['a', '1234567', '.'], [9, 9, 9])).toEqual([0]); // else the first word there is
  });

  it('are no pieces of words, where there is a whole one', () => {
    const words = ['lantern', 'keeper', 'it'];
    const counts = words.map(() => 9);
    expect(blanksOf(words, counts, undefined, [0, 0, 1])).toEqual([2]);
    expect(blanksOf(words, counts, undefined, [0, 1, 1])).toEqual([0]);
    expect(blanksOf(['it', ...words], [9, ...counts], undefined, [0, 1, 1, 1])).toEqual([0]);
  });

  it('are those that tell most in a known language, whatever they look like', () => {
    expect(blanksOf(['lantern', 'is', '.'], [9, 9, 9], [0, 0.1, 0.2])).toEqual([2]);
    expect(blanksOf(['lantern', 'is', '.'], [9, 9, 9], [0, 0, 0])).toEqual([0]);
    const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const counts = seven.map(() => 1);
    expect(blanksOf(seven, counts, [0, 0, 1, 0, 3, 0, 2])).toEqual([4]); // the others stand too near
    expect(blanksOf(seven, counts, [0, 1, 0, 0, 3, 0, 2])).toEqual([1, 4]);
  });
});

describe('a word at a click', () => {
  it('is hidden beside other blanks, in their order', async () => {
    const specimen = { ...(await specimenOf()), blanks: [4] };
    expect(toggleBlank(specimen, 1).blanks).toEqual([1, 4]);
    expect(toggleBlank(toggleBlank(specimen, 1), 4).blanks).toEqual([1]);
  });
});

it('tells how long a sentence is that is too long, and takes one that just fits', async () => {
  const { vocabulary } = await prepare();
  const words = (count: number) => `${'the '.repeat(count - 1)}___`;
  expect(ownSpecimen(words(30), vocabulary, 32).tokens).toHaveLength(30);
  expect(() => ownSpecimen(words(31), vocabulary, 32)).toThrow('is 31 tokens long');
  expect(ownSpecimen(words(30), vocabulary, 32).source).toEqual({ kind: 'own' });
});
