import { describe, expect, it } from 'vitest';
import { prepareText } from '../../dataset/prepare';
import {
  CLS_ID,
  MASK_ID,
  SEP_ID,
  SPECIAL_TOKENS,
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
    const { text, tokens, blanks } = await specimenOf();
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
