import { describe, expect, it } from 'vitest';
import { ibmModel1 } from './ibmModel1';

const PAIRS = [
  ['das kleine haus', 'the small house'],
  ['das haus ist ja gross', 'the house is large'],
  ['ein buch', 'a book'],
  ['das buch ja', 'the small book'],
  ['ein haus', 'a house'],
].map(([source, target]) => ({ source: source!.split(' '), target: target!.split(' ') }));

describe('ibmModel1', () => {
  // translation_table of nltk.translate.IBMModel1 (NLTK 3.10.3) on these pairs
  it.each([
    [1, [0.36, 0.307692308, 0.19047619, 0.411764706, 0.117647059]],
    [5, [0.88753105, 0.556523475, 0.255557249, 0.901392394, 0.070912901]],
    [20, [0.999710783, 0.602060494, 0.283805078, 0.99987925, 0.003384866]],
  ])('equals NLTK after %i iterations', (iterations, expected) => {
    const model = ibmModel1(PAIRS, iterations);
    const asked = [
      ...[['house', 'haus'] as const, ['the', 'das'] as const, ['the', null] as const],
      ...[['book', 'buch'] as const, ['large', 'ja'] as const],
    ];
    asked.forEach(([target, source], i) => {
      expect(model.probability(target, source)).toBeCloseTo(expected[i]!, 8);
    });
  });

  it('aligns as NLTK does', () => {
    const model = ibmModel1(PAIRS, 20);
    // The second pair is left out: two of its words always come together, so that their places are a draw
    expect([0, 2, 3, 4].map((i) => model.align(PAIRS[i]!))).toEqual([
      [0, 1, 2],
      [0, 1],
      [2, 0, 1],
      [0, 1],
    ]);
  });

  it('aligns with the empty word what no word explains', () => {
    const both = ['a b', 'a c', 'b c', 'd'].map((text) => text.split(' '));
    const model = ibmModel1(both.map((words) => ({ source: words, target: [...words, 'x'] })));
    expect(model.align({ source: ['a', 'b'], target: ['b', 'x', 'a'] })).toEqual([1, null, 0]);
  });

  it('translates', () => {
    const model = ibmModel1(PAIRS, 20);
    expect(['haus', 'buch', 'ein', 'auto'].map(model.translate)).toEqual([
      ...['house', 'book', 'a', undefined],
    ]);
  });
});
