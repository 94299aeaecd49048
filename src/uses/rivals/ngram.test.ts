import { describe, expect, it } from 'vitest';
import { END, trainNGrams } from './ngram';

const SENTENCES = ['a b', 'a c', 'a b'].map((text) => text.split(' '));

/**
 * By hand. Pairs: begin a 3, a b 2, a c 1, b end 2, c end 1; so D = 2 / (2 + 2 * 2). Single words by what they follow: a 1,
 * b 1, c 1, end 2, of 5; so D = 3 / (3 + 2 * 1), and four words share .6 * 4 / 5 with a fifth, unknown one.
 */
const SINGLE = { a: 0.176, b: 0.176, c: 0.176, [END]: 0.376, other: 0.096 };

describe('trainNGrams', () => {
  it('smooths pairs of words as computed by hand', () => {
    const pairs = trainNGrams(SENTENCES, 2);
    const p = (word: string, before: string) =>
      Math.exp(pairs.logProbability(word, before.split(' ').filter(Boolean)));
    const D = 1 / 3;
    expect(p('a', '')).toBeCloseTo((3 - D + D * SINGLE.a) / 3, 12);
    expect(p('b', 'a')).toBeCloseTo((2 - D + D * 2 * SINGLE.b) / 3, 12);
    expect(p('c', 'x a')).toBeCloseTo((1 - D + D * 2 * SINGLE.c) / 3, 12);
    expect(p('a', 'c')).toBeCloseTo((D * SINGLE.a) / 1, 12);
    expect(p('z', 'a')).toBeCloseTo((D * 2 * SINGLE.other) / 3, 12);
    // What was never met says nothing.
    expect(p('b', 'z')).toBeCloseTo(SINGLE.b, 12);
  });

  it('counts single words as they are', () => {
    const single = trainNGrams(SENTENCES, 1);
    // a 3, b 2, c 1, end 3 of 9; one once and one twice, so D = 1 / 3; V = 5
    expect(Math.exp(single.logProbability('b', ['a']))).toBeCloseTo(
      (2 - 1 / 3 + (1 / 3) * 4 * (1 / 5)) / 9,
      12,
    );
  });

  it('smooths three words with pairs', () => {
    const triples = trainNGrams(SENTENCES, 3);
    // Pairs below: begin a 3 as met; a b, a c, b end, c end follow one word each; so all but one are met once, and D is
    // .5 for want of a pair met twice. Triples: begin a b 2, begin a c 1, a b end 2, a c end 1; D = 1 / 3.
    const single = (1 - 0.6 + 0.6 * 4 * (1 / 5)) / 5;
    const pair = (1 - 0.5 + 0.5 * 2 * single) / 2;
    expect(Math.exp(triples.logProbability('b', ['a']))).toBeCloseTo(
      (2 - 1 / 3 + (1 / 3) * 2 * pair) / 3,
      12,
    );
  });

  it.each([1, 2, 3])('gives shares that sum to 1 with an unknown word, order %i', (order) => {
    const model = trainNGrams(SENTENCES, order);
    for (const before of [[], ['a'], ['a', 'b'], ['z'], ['z', 'a', 'b', 'c']]) {
      const known = model.distribution(before).reduce((a, b) => a + b, 0);
      expect(known + Math.exp(model.logProbability('z', before))).toBeCloseTo(1, 12);
      expect(Math.log(model.distribution(before)[1]!)).toBeCloseTo(
        model.logProbability(model.words[1]!, before),
        12,
      );
    }
  });

  it('sums a sentence, and finds a word by both of its sides', () => {
    const pairs = trainNGrams(SENTENCES, 2);
    const { logProbability: p } = pairs;
    expect(pairs.sentence(['a', 'b'])).toBeCloseTo(p('a', []) + p('b', ['a']) + p(END, ['b']), 12);
    expect(pairs.around(['a', 'b'], 0)).toBeCloseTo(p('a', []) + p('b', ['a']), 12);
    const joint = ['a', 'b', 'c'].map((word) => Math.exp(p(word, []) + p('b', [word])));
    expect(pairs.between(['a', 'b'], 0)).toBeCloseTo(
      Math.log(joint[0]! / joint.reduce((a, b) => a + b, 0)),
      12,
    );
    expect(pairs.between(['a', 'z'], 1)).toBeLessThan(pairs.between(['a', 'c'], 1));
  });
});
