import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFill } from './fill';
import { MASK_ID, SPECIAL_TOKENS, UNK_ID } from './types';
import { createEncoder } from './wordPiece';

const pieces = ['the', 'cat', 'sat', '##s', '.', '_', '[', ']', 'un', 'able', 'mask'];
const encoder = createEncoder({
  tokens: [...SPECIAL_TOKENS, ...pieces],
  doLowerCase: true,
  stripAccents: false,
});
const tokens = (sentence: string) =>
  Array.from(parseFill(sentence, encoder).ids, (id) => encoder.vocabulary.tokens[id]);

describe('parseFill', () => {
  it('reads [MASK] in any case and underscores as blanks', () => {
    const fill = parseFill('The [MASK] sat __ the [mask].', encoder);
    expect(fill.blanks).toEqual([1, 3, 5]);
    for (const blank of fill.blanks) expect(fill.ids[blank]).toBe(MASK_ID);
    expect(Array.from(fill.starts)).toEqual([0, 4, 11, 15, 18, 22, 28]);
    expect(Array.from(fill.ends)).toEqual([3, 10, 14, 17, 21, 28, 29]);
    expect(Array.from(fill.wordIds)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('tells blanks beside each other apart', () => {
    expect(parseFill('___ ___', encoder).blanks).toEqual([0, 1]);
    expect(parseFill('[MASK][MASK]___', encoder).blanks).toEqual([0, 1, 2]);
    expect(parseFill('_____', encoder).blanks).toEqual([0]);
  });

  it('takes a blank inside a word for a word of its own', () => {
    expect(tokens('un__able')).toEqual(['un', '[MASK]', 'able']);
    expect(Array.from(parseFill('cats__', encoder).wordIds)).toEqual([0, 0, 1]);
  });

  it('leaves a single underscore and a half mask alone', () => {
    expect(tokens('_ [mask')).toEqual(['_', '[', 'mask']);
    expect(parseFill('_', encoder).blanks).toEqual([]);
  });

  it('names unknown words with their places', () => {
    const fill = parseFill('the Dog ___ sat', encoder);
    expect(fill.unknownWords).toEqual([{ word: 'Dog', start: 4, end: 7 }]);
    expect(fill.ids[1]).toBe(UNK_ID);
  });

  it('takes any string', () => {
    const unit = fc.constantFrom('_', '[mask]', '[', ' ', 'cat', 'x', '😀', '\ud800');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (sentence) => {
        const fill = parseFill(sentence, encoder);
        const blanks = Array.from(fill.ids.keys()).filter((i) => fill.ids[i] === MASK_ID);
        expect(fill.blanks).toEqual(blanks);
        expect(fill.blanks.length).toBe(sentence.match(/\[mask\]|__+/gi)?.length ?? 0);
        for (let i = 1; i < fill.ids.length; i++) {
          expect(fill.starts[i]).toBeGreaterThanOrEqual(fill.ends[i - 1]!);
          const step = fill.wordIds[i]! - fill.wordIds[i - 1]!;
          expect(step === 0 || step === 1).toBe(true);
        }
      }),
    );
  });
});
