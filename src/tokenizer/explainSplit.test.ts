import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainSplit } from './explainSplit';
import { SPECIAL_TOKENS } from './vocabulary';
import { createEncoder } from './wordPiece';

const vocabulary = {
  tokens: [...SPECIAL_TOKENS, 'h', 'har', 'harbour', '##b', '##m', '##our', '##a', '##ast', '##er'],
  doLowerCase: true,
  stripAccents: false,
};
const encoder = createEncoder(vocabulary);
const split = (word: string) => explainSplit(vocabulary, word, encoder.encodeWord(word));

it('tells each piece, what was left to spell, and how many longer ones were tried', () => {
  expect(split('Harbourmaster')).toEqual({
    word: 'harbourmaster',
    steps: [
      { id: 7, piece: 'harbour', rest: 'harbourmaster', tried: 6 },
      { id: 9, piece: '##m', rest: 'master', tried: 5 },
      { id: 12, piece: '##ast', rest: 'aster', tried: 2 },
      { id: 13, piece: '##er', rest: 'er', tried: 0 },
    ],
  });
  expect(split('zebra')).toEqual({ word: 'zebra', steps: [] });
});

it('goes on in each of the words that a word is without its accents', () => {
  const tokens = [...SPECIAL_TOKENS, 'a', '##b', '=', 'ab'];
  const stripping = { tokens, doLowerCase: true, stripAccents: true };
  const { encodeWord } = createEncoder(stripping);
  expect(explainSplit(stripping, 'ÁB≠ab', encodeWord('ÁB≠ab'))).toEqual({
    word: 'ab=ab',
    steps: [
      { id: 8, piece: 'ab', rest: 'ab', tried: 0 },
      { id: 7, piece: '=', rest: '=', tried: 0 },
      { id: 8, piece: 'ab', rest: 'ab', tried: 0 },
    ],
  });
  expect(explainSplit(stripping, '≠≠', encodeWord('≠≠')).steps.map(({ rest }) => rest)).toEqual([
    '=',
    '=',
  ]);
  expect(explainSplit(stripping, '≠x', encodeWord('≠x'))).toEqual({ word: '=x', steps: [] });
  // Letters outside the Basic Multilingual Plane are one character.
  const wide = { ...stripping, tokens: [...SPECIAL_TOKENS, '𝒳', '##𝒴'] };
  const { steps } = explainSplit(wide, '𝒳𝒴', createEncoder(wide).encodeWord('𝒳𝒴'));
  expect(steps.map(({ tried }) => tried)).toEqual([1, 0]);
});

it('the pieces spell the word, and no longer piece would have fitted', () => {
  const letters = fc.array(fc.constantFrom('har', 'b', 'our', 'm', 'ast', 'er', 'a'), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(letters, (parts) => {
      const { word, steps } = split(parts.join(''));
      if (steps.length === 0) return;
      expect(steps.map(({ piece }, i) => (i > 0 ? piece.slice(2) : piece)).join('')).toBe(word);
      for (const [i, { rest, tried, piece }] of steps.entries()) {
        for (let n = 0; n < tried; n++) {
          const longer = rest.slice(0, rest.length - n);
          expect(vocabulary.tokens).not.toContain(i > 0 ? `##${longer}` : longer);
        }
        expect(rest.length - tried).toBe(i > 0 ? piece.length - 2 : piece.length);
      }
    }),
  );
});
