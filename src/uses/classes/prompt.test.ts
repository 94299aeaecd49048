import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { TrainableModel } from '../../engine/engine';
import { bertConfig } from '../../model/config';
import { wholeWordVocabulary } from '../material';
import { createReader, type Reader } from '../reader';
import { asksBy, chooseOpening, ownTokens } from './prompt';

const vocabulary = wholeWordVocabulary(['It was good.', 'I felt happy.', 'A cake.']);
const config = bertConfig(
  { ...DEFAULT_SETTINGS, maxPositionEmbeddings: 10 },
  vocabulary.tokens.length,
);

/** Expects "good" after "was" and "happy" after "felt". */
function reader(): Reader {
  const { encode } = createReader({ config } as TrainableModel, vocabulary);
  const idOf = (token: string) => vocabulary.tokens.indexOf(token);
  return {
    ...{ model: {}, vocabulary, config, encode },
    ask: async (rows) =>
      rows.map(({ ids, places: [at] }) => {
        const expected = idOf(ids[at! - 1] === idOf('was') ? 'good' : 'happy');
        const p = new Float32Array(config.vocabSize).fill(-9);
        p[expected] = -0.1;
        return { logProbabilities: () => p, last: () => p, lower: () => p };
      }),
  };
}

const read = (ids: Int32Array) => Array.from(ids, (id) => vocabulary.tokens[id]).join(' ');

describe('a question', () => {
  it('is the text with a blank after it, or the text alone and asked at [CLS]', () => {
    const cloze = asksBy(reader(), 'cloze', 'It was')('A cake.');
    expect(read(cloze.ids)).toBe('[CLS] a cake . it was [MASK] . [SEP]');
    expect(vocabulary.tokens[cloze.ids[cloze.place]!]).toBe('[MASK]');
    const head = asksBy(reader(), 'head', 'It was')('A cake.');
    expect([read(head.ids), head.place]).toEqual(['[CLS] a cake . [SEP]', 0]);
  });

  it('cuts a long text, and never the prompt', () => {
    const { ids, place, words, isCut } = asksBy(reader(), 'cloze', 'It was')('cake '.repeat(9));
    expect(read(ids)).toBe('[CLS] cake cake cake cake it was [MASK] . [SEP]');
    expect([place, words.length, isCut]).toEqual([7, 4, true]);
  });
});

describe('an opening', () => {
  it('is the one after which the model expects the names of the classes', async () => {
    expect(await chooseOpening(reader(), ['A cake.'], ['good', 'cake'])).toBe('It was');
    expect(await chooseOpening(reader(), ['A cake.'], ['happy', 'cake'])).toBe('I felt');
  });

  it('is the first that the model knows where the names are no words of it, and none in another language', async () => {
    expect(await chooseOpening(reader(), ['A cake.'], ['fine', 'poor'])).toBe('It was');
    const other = wholeWordVocabulary(['Кот спал.']);
    const { encode } = createReader({ config } as TrainableModel, other);
    expect(await chooseOpening({ ...reader(), encode }, ['Кот.'], ['x', 'y'])).toBe('');
  });
});

describe('names of classes', () => {
  it('are asked for where each is a token of its own', () => {
    expect(ownTokens(reader(), ['Good', 'happy'])).toEqual(
      ['good', 'happy'].map((token) => vocabulary.tokens.indexOf(token)),
    );
    expect(ownTokens(reader(), ['good', 'fine'])).toBeUndefined();
    expect(ownTokens(reader(), ['good', 'it was'])).toBeUndefined();
    expect(ownTokens(reader(), ['good', 'GOOD'])).toBeUndefined();
  });
});
