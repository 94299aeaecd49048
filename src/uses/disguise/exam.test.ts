import { describe, expect, it } from 'vitest';
import { materialOf } from '../material';
import { createReader } from '../reader';
import { stubModel } from '../testReader';
import { beaten, foundAt } from './exam';
import {
  classifierJudge,
  coOccurrenceJudge,
  modelJudge,
  ngramJudge,
  wordListJudge,
} from './judges';
import { LISTED, LISTED_WORDS } from './kinds';
import { world } from './world';

const fits = (word: string) => ({ ticket: -1, rocket: -2, pear: -3, saw: -20 })[word] ?? -5.5;

describe('marks', () => {
  it('share a place among equals', () => {
    expect(foundAt([0, 3, 1], 1)).toBe(1);
    expect(foundAt([0, 3, 1], 2)).toBe(0);
    expect(foundAt([3, 3, 1, 3], 0)).toBeCloseTo(1 / 3, 12);
  });

  it('count the honest messages below', () => {
    expect(beaten(2, [1, 2, 3, 0])).toBe(0.625);
  });
});

describe('judges', () => {
  it('hold the listed words against the word that is there', async () => {
    const { vocabulary } = materialOf(world);
    const { model } = stubModel({
      vocabulary,
      logits: () => Float32Array.from(vocabulary.tokens, fits),
    });
    const coOccurrence = { logProbability: fits };
    const ngrams = {
      around: (words: readonly string[], place: number) => fits(words[place]!),
    } as Parameters<typeof ngramJudge>[2];
    const listed = LISTED_WORDS.reduce((sum, word) => sum + Math.exp(fits(word)), 0);
    const odds = Math.log(listed) + 3;
    for (const judge of [
      modelJudge(createReader(model, vocabulary)),
      coOccurrenceJudge('', '', coOccurrence),
      ngramJudge('', '', ngrams),
    ]) {
      const [judged] = await judge.judge(['Pear, kettle']);
      expect(judged!.places).toHaveLength(3);
      expect(judged!.places[0]).toBeCloseTo(odds, 4);
      expect(judged!.places[2]).toBeCloseTo(odds + 2.5, 4);
      expect(judged!.score).toBeCloseTo(odds + 2.5, 4);
      expect(judged!.meant![0]).toBe(LISTED.indexOf('tickets'));
    }
  });

  it('hold no word rarer than one in a thousand', async () => {
    const { vocabulary } = materialOf(world);
    const logits = Float32Array.from(vocabulary.tokens, fits);
    const { model } = stubModel({ vocabulary, logits: () => logits });
    const [judged] = await modelJudge(createReader(model, vocabulary)).judge(['Saw']);
    const sum = (words: readonly string[]) =>
      words.reduce((total, word) => total + Math.exp(fits(word)), 0);
    const listed = sum(LISTED_WORDS) / sum(vocabulary.tokens);
    expect(judged!.score).toBeCloseTo(Math.log(listed / 0.001), 4);
  });

  it('know a listed word, and no other', async () => {
    const judged = await wordListJudge.judge(['A ticket', 'A pear']);
    expect(judged.map(({ score, places }) => [score, ...Array.from(places)])).toEqual([
      [1, 0, 1],
      [0, 0, 0],
    ]);
  });

  it('lead a verdict on a whole message back to its words', async () => {
    // Odds of e for "ripe", e^2 for "stamped"
    const judge = classifierJudge('', '', (words) => {
      const logit = Number(words.includes('ripe')) + 2 * Number(words.includes('stamped'));
      return [1 / (1 + Math.exp(logit)), 1 / (1 + Math.exp(-logit))];
    });
    const [judged] = await judge.judge(['ripe stamped melon']);
    expect(judged!.score).toBeCloseTo(3, 10);
    expect(Array.from(judged!.places, Math.round)).toEqual([1, 2, 0]);
  });
});
