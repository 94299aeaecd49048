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
    const accented = encode('a xe\u0301zz');
    expect([accented.ids[1], accented.starts[1], accented.ends[1]]).toEqual([UNK_ID, 2, 7]);
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

  it('gives an unknown word the place of what is kept of it, however long it is', () => {
    const { encode } = encoder(['a', '##a']);
    for (const length of [101, 5000]) {
      const pieces = encode(`\u00ad${'a'.repeat(length)}\u00ad\u00ad`);
      expect(Array.from(pieces.ids)).toEqual([UNK_ID]);
      expect([pieces.starts[0], pieces.ends[0]]).toEqual([1, length + 1]);
    }
  });

  it('counts the characters of a long word as they are once composed', () => {
    const tokens = [...SPECIAL_TOKENS, 'ᾃ', '##ᾃ'];
    const of = { tokens, doLowerCase: true, stripAccents: false, maxWordChars: 2000 };
    const loose = 'ᾃ'.normalize('NFD');
    expect(loose).toHaveLength(4);
    const { encode } = createEncoder(of);
    expect(encode(loose.repeat(1500)).ids.length).toBe(1500);
    expect(encode(loose.repeat(2000)).ids.length).toBe(2000);
    expect(Array.from(encode(loose.repeat(2001)).ids)).toEqual([UNK_ID]);
  });

  it('finds pieces of any length, and takes "##" by itself for a word', () => {
    const { encode } = encoder(['abcdefgh', '##ijklmnop', '#', '##']);
    expect(Array.from(encode('abcdefghijklmnop').ids)).toEqual([5, 6]);
    expect(Array.from(encode('abcdefgh##').ids)).toEqual([5, 7, 7]);
  });

  it('encodes each different word once', () => {
    const { encodeWord } = encoder(['a']);
    expect(encodeWord('a')).toBe(encodeWord('a'));
  });

  it('cuts a word at what is a word of its own once its accents are gone', () => {
    const tokens = [...SPECIAL_TOKENS, 'a', '##a', '=', 'b'];
    const { encode } = createEncoder({ tokens, doLowerCase: true, stripAccents: true });
    const { ids, starts, ends, wordIds } = encode(' aa≠b');
    expect(Array.from(ids)).toEqual([5, 6, 7, 8]);
    expect(Array.from(starts)).toEqual([1, 2, 3, 4]);
    expect(Array.from(ends)).toEqual([2, 3, 4, 5]);
    expect(Array.from(wordIds)).toEqual([0, 0, 0, 0]);
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

  it('gives offsets whose text, normalized, is the piece', () => {
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
