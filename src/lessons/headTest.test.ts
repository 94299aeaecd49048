import { expect, it } from 'vitest';
import type { AttentionMaps, Reading } from '../protocol/look';
import type { Specimen } from '../store/playground/specimen';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import {
  headsOf,
  hideBoth,
  type Line,
  leastLooked,
  measureWord,
  sharesFrom,
  sharpest,
  testLines,
  topWord,
} from './headTest';

const WORDS = 'anna saw a flock of geese .'.split(' ');
const tokens = [...SPECIAL_TOKENS, ...WORDS];

function lineOf(text: string, blank = 3): Line {
  let at = 0;
  const words = text.split(' ');
  const specimen: Specimen = {
    source: { kind: 'sentence', index: 0, heldOut: true },
    text,
    tokens: words.map((word, wordId) => {
      const start = at;
      at += word.length + 1;
      return { id: tokens.indexOf(word), start, end: start + word.length, wordId };
    }),
    blanks: [blank],
  };
  return { specimen, blank, sentence: undefined as never };
}
const LINE = lineOf(WORDS.join(' '));

/** Two heads; from the blank the first looks at `at` with 0.6, the second evenly, and at [CLS] with the rest. */
function mapsAt(at: number): AttentionMaps {
  const T = WORDS.length + 2;
  const attentions = new Float32Array(2 * T * T);
  const row = (head: number) => (head * T + 4) * T;
  for (let j = 1; j < T - 1; j++) {
    attentions[row(0) + j] = j === at + 1 ? 0.6 : 0.02 * j;
    attentions[row(1) + j] = 0.1;
  }
  attentions[row(0)] = 0.9;
  return { length: T, layers: 1, heads: 2, attentions };
}
const maps = mapsAt(5);
const [first, second] = headsOf(maps);

it('reads what a head looks at, words only', () => {
  expect(headsOf(maps)).toEqual([
    { layer: 0, head: 0 },
    { layer: 0, head: 1 },
  ]);
  expect(sharesFrom(maps, first!, 3)).toHaveLength(7);
  expect(sharesFrom(maps, first!, 3)[5]).toBeCloseTo(0.6, 6);
  expect(topWord(maps, first!, LINE.specimen, 3)).toBe(5);
  expect(topWord(mapsAt(6), first!, LINE.specimen, 3)).toBe(5); // not the full stop
  expect(topWord(mapsAt(3), first!, LINE.specimen, 3)).toBe(5); // nor the blank itself
  expect(topWord(maps, second!, LINE.specimen, 3)).toBe(0); // of equal ones the first
  expect(sharpest(maps, LINE.specimen, 3)).toMatchObject({ head: first, word: 5 });
  expect(leastLooked(maps, LINE.specimen, 3)).toBe(0);
});

it('finds the word of measure, where no long word is said twice', () => {
  expect(measureWord(LINE.specimen)).toBe(3);
  expect(measureWord(lineOf('anna saw of geese').specimen)).toBeUndefined();
  expect(measureWord(lineOf('a flock of geese and a flock .').specimen)).toBeUndefined();
});

/** A model whose guess needs the word at `needed`. */
const model = (needed: number) => async (questions: readonly { inputIds: Int32Array }[]) =>
  questions.map(({ inputIds }): Reading => {
    const probability = inputIds[needed + 1] === tokens.indexOf(WORDS[needed]!) ? 0.8 : 0.1;
    const guess = { id: 8, probability };
    return {
      ...{ step: 1, context: 'both', exact: undefined, maps },
      ...{ guesses: [[guess]], answers: [{ ...guess, rank: 1 }] },
    };
  });

it('hides the one word and the other, and reads what becomes of the guess', async () => {
  const readings = await model(5)([
    { inputIds: Int32Array.of(0, 0, 0, 0, 0, 0, tokens.indexOf('geese')) },
  ]);
  expect(await hideBoth(model(5) as never, [LINE], readings, [[5, 0]])).toEqual([
    { before: 0.8, looked: 0.1, unlooked: 0.8 },
  ]);
});

it('counts the lines in which the word that is looked at matters more', async () => {
  expect(await testLines(model(5) as never, [LINE, LINE])).toMatchObject({
    tested: 2,
    decisive: 2,
    foremost: 2,
  });
  expect(await testLines(model(0) as never, [LINE])).toMatchObject({ tested: 1, decisive: 0 });
  const equal = await testLines(model(1) as never, [LINE]); // neither of the two, but another word
  expect(equal).toEqual({ tested: 1, decisive: 0, foremost: 0 });
  expect(await testLines(model(5) as never, [])).toMatchObject({ tested: 0, decisive: 0 });
});
