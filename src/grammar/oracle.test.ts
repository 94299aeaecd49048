import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXTS, type Context } from '../config/settings';
import { FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import type { Automaton } from './automaton';
import { compile } from './compile';
import { type Corruption, likelihoods } from './corruption';
import { drawLikelihood } from './draws';
import { distance, floorsOf, meanFloors, probabilityOf, score } from './floors';
import { createOracle, type LengthLikelihood, type Posterior, type Shown } from './oracle';
import { EXAM_MASKING, testExam, testTokens } from './testExam';
import { enumerate, grammars } from './testGrammars';
import { createTruth } from './truth';

const MAX_WORDS = 8;
/** Sums of a few thousand products of doubles. */
const ROUNDING = 1e-9;

type Sentences = readonly (readonly [ids: readonly number[], probability: number])[];

const idsOf = (automaton: Automaton, sentences: ReadonlyMap<string, number>): Sentences =>
  [...sentences].map(([s, p]) => [
    s.split(' ').map((word) => FIRST_PIECE_ID + automaton.words.indexOf(word)),
    p,
  ]);

/** What corruption makes visible of token w, from its definition: by what is drawn, and what becomes of it. */
function chance(o: number, w: number, c: Corruption, asked: boolean, q: readonly number[]): number {
  if (o === MASK_ID) return 1;
  const same = Number(o === w);
  const drawn = (1 - c.maskReplaceProb - c.randomReplaceProb) * same + c.randomReplaceProb * q[o]!;
  return asked ? drawn : (1 - c.mlmProbability) * same + c.mlmProbability * drawn;
}

/** The posterior of word i by going through all sentences of the language. */
function bruteForce(
  sentences: Sentences,
  { ids }: Shown,
  i: number,
  context: Context,
  c: Corruption,
  q: readonly number[],
  lengthLikelihood: LengthLikelihood,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [words, probability] of sentences) {
    if (i >= words.length) continue;
    if (context !== 'left' && words.length !== ids.length) continue;
    let p = probability;
    const from = context === 'right' ? i : 0;
    const to = context === 'left' ? i : ids.length - 1;
    for (let j = from; j <= to; j++) p *= chance(ids[j]!, words[j]!, c, i === j, q);
    if (context === 'left') {
      const blanks = Array.from(ids).filter((id, j) => j <= i && id === MASK_ID).length;
      p *= lengthLikelihood(words.length, i + 1, blanks);
    }
    if (p > 0) found.set(words[i]!, (found.get(words[i]!) ?? 0) + p);
  }
  const sum = [...found.values()].reduce((a, b) => a + b, 0);
  return new Map([...found].map(([id, p]) => [id, p / sum]));
}

function expectPosterior(found: Posterior, expected: ReadonlyMap<number, number>) {
  expect(Array.from(found.ids)).toEqual([...expected.keys()].sort((a, b) => a - b));
  for (const [id, p] of expected) {
    expect(Math.abs(probabilityOf(found, id) - p)).toBeLessThan(ROUNDING);
  }
}

const corruptions: fc.Arbitrary<Corruption> = fc.record({
  mlmProbability: fc.constantFrom(0.15, 0.5, 1),
  maskReplaceProb: fc.constantFrom(0, 0.5),
  randomReplaceProb: fc.constantFrom(0, 0.1, 0.5),
  randomByFrequency: fc.boolean(),
});
/** Some tokens stand nowhere, and are never swapped in. */
const COUNTS = [9, 9, 9, 9, 9, 3, 0, 5, 1];

describe('createOracle', () => {
  it('knows what going through all sentences knows, from each side, whatever is shown', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        grammars,
        corruptions,
        fc.integer({ min: 0, max: 1e6 }),
        fc.array(fc.constantFrom('seen', 'seen', 'hidden', 'swapped', 'kept'), {
          minLength: MAX_WORDS,
          maxLength: MAX_WORDS,
        }),
        fc.boolean(),
        (grammar, corruption, chosen, fates, byDraw) => {
          const language = enumerate(grammar, MAX_WORDS, 500);
          if (!language || language.size === 0) return;
          const automaton = compile(grammar, { maxWords: MAX_WORDS });
          const tokens = testTokens(automaton);
          const sentences = idsOf(automaton, language);
          const [truth] = sentences[chosen % sentences.length]!;
          const counts = COUNTS.slice(0, tokens.vocabSize);
          const weights = counts.map((n, id) => {
            if (id < FIRST_PIECE_ID) return 0;
            return corruption.randomByFrequency ? n : 1;
          });
          const total = weights.reduce((a, b) => a + b, 0);
          const q = weights.map((w) => w / total);
          const asked = truth.flatMap((_, i) => (fates[i] === 'seen' ? [] : [i]));
          const shown: Shown = {
            asked,
            ids: truth.map((id, i) => {
              if (fates[i] === 'hidden') return MASK_ID;
              if (fates[i] !== 'swapped') return id;
              return FIRST_PIECE_ID + ((chosen + i) % (tokens.vocabSize - FIRST_PIECE_ID));
            }),
          };
          const lengthLikelihood = byDraw ? drawLikelihood(0.15) : undefined;
          const oracle = createOracle(tokens, {
            likelihoods: likelihoods(corruption, tokens.vocabSize, counts),
            lengthLikelihood,
          });
          for (const context of CONTEXTS) {
            const expected = asked.map((i) =>
              bruteForce(
                sentences,
                shown,
                i,
                context,
                corruption,
                q,
                lengthLikelihood ?? (() => 1),
              ),
            );
            const found = oracle.posteriors(shown, context);
            if (expected.some(({ size }) => size === 0)) {
              expect(found).toBeUndefined();
              continue;
            }
            expect(found).toHaveLength(asked.length);
            found!.forEach((posterior, m) => {
              compared++;
              expectPosterior(posterior, expected[m]!);
            });
          }
        },
      ),
      { numRuns: 250 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('knows how many words stand to the left from the right, and not how many follow from the left', () => {
    const automaton = compile('s = a x b | x b [2] | b x [5]');
    const oracle = createOracle(testTokens(automaton));
    const id = (word: string) => FIRST_PIECE_ID + automaton.words.indexOf(word);
    const said = (ids: number[], asked: number[], context: Context) =>
      oracle
        .posteriors({ ids, asked }, context)!
        .map((p) =>
          Object.fromEntries(
            Array.from(p.ids, (t, i) => [automaton.words[t - FIRST_PIECE_ID], p.probabilities[i]]),
          ),
        );
    expect(said([MASK_ID, id('b')], [0], 'right')).toEqual([{ x: 1 }]);
    const left = said([MASK_ID, id('b')], [0], 'left')[0]!;
    expect(left.a).toBeCloseTo(1 / 8, 12);
    expect(left.x).toBeCloseTo(2 / 8, 12);
    expect(left.b).toBeCloseTo(5 / 8, 12);
    expect(said([MASK_ID, MASK_ID], [0, 1], 'both')[1]!.b).toBeCloseTo(2 / 7, 12);
    expect(oracle.posteriors({ ids: [MASK_ID, id('a')], asked: [0] }, 'both')).toBeUndefined();
  });

  it('visits of a large language only what a sentence can reach', () => {
    const many = (letter: string, n: number) =>
      Array.from({ length: n }, (_, i) => `${letter}${i}`).join(' | ');
    const automaton = compile(
      `s = <a:x> <b:y> <o> <o> <o> <o> <o> <o> <o> <o> <o> <a:x> <b:y> .\n` +
        `a = ${many('a', 20)}\nb = ${many('b', 15)}\no = ${many('o', 2)}`,
    );
    expect(automaton.arcs).toBeGreaterThan(5000);
    const tokens = testTokens(automaton);
    let fetched = 0;
    const probabilities = new Proxy(tokens.probabilities, {
      get(values, name) {
        if (!/^\d/.test(String(name))) return Reflect.get(values, name, values);
        fetched++;
        return values[Number(name)];
      },
    });
    const exam = testExam(automaton, 400);
    const counting = { ...tokens, probabilities };
    const blanks = [...floorsOf(exam, counting, { masking: EXAM_MASKING })].flat();
    expect(blanks.length).toBeGreaterThanOrEqual(400);
    // A third of the arcs a sentence: the words that are seen leave few states. All arcs for each word, forward and
    // backward, each for two of three contexts, would be 56 times them all.
    expect(fetched).toBeGreaterThan(0);
    expect(fetched).toBeLessThan(exam.length * automaton.arcs);
  });
});

describe('drawLikelihood', () => {
  it('is the share of the draws that look so', () => {
    const likelihood = drawLikelihood(0.3);
    for (const length of [1, 2, 5, 8]) {
      for (let seen = 0; seen <= length; seen++) {
        // Every pattern of the first `seen`, by the number of its blanks
        let sum = 0;
        for (let pattern = 0; pattern < 2 ** seen; pattern++) {
          sum += likelihood(length, seen, [...pattern.toString(2)].filter((d) => d === '1').length);
        }
        expect(sum).toBeCloseTo(1, 12);
      }
    }
    // Five words, 1.5 blanks: one or two, evenly. The first alone is asked of the first two:
    // one blank: 1 / 5; two blanks: 3 of 10 pairs.
    expect(likelihood(5, 2, 1)).toBeCloseTo(0.5 / 5 + (0.5 * 3) / 10, 12);
    expect(likelihood(1, 1, 0)).toBe(0); // at least one is asked
  });
});

describe('floorsOf', () => {
  const automaton = compile(
    's = <n:k> <old> <v:k> <n:j> <old> . [2] | <v:k> <n:k> .\n' +
      'n = cat [3] | dogs | birds [2]\nv = sits | run | fly\nold = | old | old old',
  );
  const tokens = testTokens(automaton);
  const all = (masking = EXAM_MASKING) =>
    [...floorsOf(testExam(automaton, 6000, { masking }), tokens, { masking })].flat();

  it('is what the best guess loses in the mean: the entropy that is left', () => {
    for (const masking of [
      EXAM_MASKING,
      { ...EXAM_MASKING, maskReplaceProb: 0.8, randomReplaceProb: 0.1 },
    ]) {
      const independent = masking.maskReplaceProb < 1;
      const exam = testExam(automaton, 2000, { masking, independent });
      const blanks = [...floorsOf(exam, tokens, { masking })].flat();
      const oracle = createOracle(tokens, {
        likelihoods: likelihoods(masking, tokens.vocabSize),
        lengthLikelihood:
          masking.maskReplaceProb === 1 ? drawLikelihood(masking.mlmProbability) : undefined,
      });
      const shown = exam.map(({ inputIds, positions }) => ({
        ids: inputIds.slice(1, -1),
        asked: positions.map((p) => p - 1),
      }));
      for (const context of CONTEXTS) {
        const posteriors = shown.flatMap((s) => oracle.posteriors(s, context)!);
        const surplus = posteriors.map(({ probabilities }, b) => {
          const entropy = -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0);
          return blanks[b]![context].loss - entropy;
        });
        const more = posteriors.map(
          ({ probabilities }, b) => blanks[b]![context].accuracy - Math.max(...probabilities),
        );
        for (const values of [surplus, more]) {
          const mean = values.reduce((a, b) => a + b, 0) / values.length;
          const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
          // Four standard errors: once in 16 000 seeds, and the seed is fixed.
          expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / values.length));
        }
      }
    }
  });

  it('is never better from one side than from both, but for luck', () => {
    const blanks = all();
    for (const side of ['left', 'right'] as const) {
      const gains = blanks.map((b) => b[side].loss - b.both.loss);
      const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
      const variance = gains.reduce((a, b) => a + (b - mean) ** 2, 0) / gains.length;
      expect(mean).toBeGreaterThan(4 * Math.sqrt(variance / gains.length));
    }
    const floors = meanFloors(blanks);
    expect(floors.both.accuracy).toBeGreaterThan(floors.left.accuracy);
  });

  it('counts ties by chance, and measures distances', () => {
    const p = { ids: Uint32Array.of(5, 7, 8), probabilities: Float64Array.of(0.4, 0.4, 0.2) };
    const q = { ids: Uint32Array.of(5, 6), probabilities: Float64Array.of(0.9, 0.1) };
    expect(score(p, 7)).toEqual({ loss: -Math.log(0.4), accuracy: 0.5 });
    expect(score(p, 8).accuracy).toBe(0);
    expect(score(p, 6).loss).toBe(Number.POSITIVE_INFINITY);
    expect(distance(p, q)).toBeCloseTo(0.6, 12);
    expect(distance(q, p)).toBeCloseTo(0.6, 12);
    expect(distance(p, p)).toBe(0);
  });

  it('refuses a window that is no sentence', () => {
    const [batch] = testExam(automaton, 1);
    const ids = [2, 5, MASK_ID, 5, 5, 5, 5, 3];
    const wrong = {
      ...batch!,
      inputIds: ids,
      sequenceLength: 8,
      attentionMask: ids.map(() => 1),
      positions: [2],
      labels: [5],
    };
    expect(() => [...floorsOf([wrong], tokens, { masking: EXAM_MASKING })]).toThrow(
      'is no sentence of the language',
    );
  });
});

describe('createTruth', () => {
  it('answers in the tokens of a window, at places in it', () => {
    const automaton = compile('s = the cat sits . | the dogs sit . [3]');
    const truth = createTruth(testTokens(automaton));
    const id = (word: string) => FIRST_PIECE_ID + automaton.words.indexOf(word);
    const window = [2, id('the'), MASK_ID, MASK_ID, id('.'), 3];
    const [cats] = truth.posterior(window, [2, 3], 'both')!;
    expect(cats![id('cat')]).toBeCloseTo(0.25, 12);
    expect(cats![id('dogs')]).toBeCloseTo(0.75, 12);
    expect(cats).toHaveLength(FIRST_PIECE_ID + automaton.words.length);
    expect(truth.posterior([2, id('cat'), MASK_ID, 3], [2], 'both')).toBeUndefined();
    expect(truth.posterior(window, [0], 'both')).toBeUndefined();
    expect(truth.posterior(window, [5], 'both')).toBeUndefined();
  });
});
