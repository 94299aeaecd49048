import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeWord } from './normalize';
import { SPECIAL_TOKENS, UNK_ID } from './vocabulary';
import { createEncoder } from './wordPiece';

const encoder = (pieces: string[], doLowerCase = true) =>
  createEncoder({ tokens: [...SPECIAL_TOKENS, ...pieces], doLowerCase, stripAccents: false });

describe('createEncoder', () => {
  it('takes the longest piece from the left', () => {
    const { encode, vocabulary } = encoder(['un', 'una', '##aff', '##ff', '##able', '##a', '.']);
    const pieces = encode('Unaffable.');
    expect(Array.from(pieces.ids, (id) => vocabulary.tokens[id])).toEqual([
      'una',
      '##ff',
      '##able',
      '.',
    ]);
    expect(Array.from(pieces.starts)).toEqual([0, 3, 5, 9]);
    expect(Array.from(pieces.ends)).toEqual([3, 5, 9, 10]);
    expect(Array.from(pieces.wordIds)).toEqual([0, 0, 0, 1]);
  });

  it('makes a word unknown as a whole', () => {
    const { encode } = encoder(['a', '##b']);
    const pieces = encode('ab abc ab');
    expect(Array.from(pieces.ids)).toEqual([5, 6, UNK_ID, 5, 6]);
    expect([pieces.starts[2], pieces.ends[2]]).toEqual([3, 6]);
  });

  it('makes words over 100 characters unknown', () => {
    const { encode } = encoder(['a', '##a', '😀', '##😀']);
    expect(encode('a'.repeat(100)).ids.length).toBe(100);
    expect(Array.from(encode('a'.repeat(101)).ids)).toEqual([UNK_ID]);
    expect(encode('😀'.repeat(100)).ids.length).toBe(100); // characters, not UTF-16 units
    expect(Array.from(encoder(['i', '##i', '##\u0307']).encode('İ'.repeat(51)).ids)).toEqual([
      UNK_ID,
    ]);
  });

  it('does not mistake the text "##b" for a continuation', () => {
    const { encode } = encoder(['a', '##b', '#']);
    expect(Array.from(encode('##b').ids)).toEqual([7, 7, UNK_ID]);
  });

  it('encodes a part with offsets in the whole', () => {
    const { encode } = encoder(['a', 'b']);
    const pieces = encode('a b a', 2, 5);
    expect(Array.from(pieces.ids)).toEqual([6, 5]);
    expect(Array.from(pieces.starts)).toEqual([2, 4]);
    expect(Array.from(pieces.wordIds)).toEqual([0, 1]);
  });

  it('minds case only if asked to', () => {
    expect(Array.from(encoder(['a'], false).encode('A a').ids)).toEqual([UNK_ID, 5]);
  });

  it('refuses a vocabulary without the special tokens', () => {
    expect(() => createEncoder({ tokens: ['a'], doLowerCase: true, stripAccents: false })).toThrow(
      'createEncoder: token 0 is "a", not [PAD]',
    );
  });

  it('gives offsets whose text, normalised, is the piece', () => {
    const letters = ['a', 'b', 'é', 'σ', 'ß', '😀', '.'];
    const { encode, vocabulary } = encoder([...letters, ...letters.map((c) => `##${c}`), 'ab']);
    const unit = fc.constantFrom('a', 'A', 'b', 'É', 'Σ', 'ß', '😀', '.', ' ', '\u00ad', '\u200d');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const pieces = encode(text);
        for (let i = 0; i < pieces.ids.length; i++) {
          const raw = text.slice(pieces.starts[i], pieces.ends[i]);
          const piece = vocabulary.tokens[pieces.ids[i]!]!.replace(/^##/, '');
          expect(normalizeWord(raw, vocabulary).text).toBe(piece);
        }
      }),
    );
  });
});
