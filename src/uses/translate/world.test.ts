import { describe, expect, it } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { createReader } from '../reader';
import { stubModel } from '../testReader';
import { CONTENT, combinations, knownWords, meaningOf, say } from './language';
import { use } from './use';
import { examMeanings, isHeldOut, lengthsIn, PAIRS, trainingMeanings, world } from './world';

const training = trainingMeanings();
const exam = examMeanings(60);

describe('the language', () => {
  it('says the same in two orders of words', () => {
    const meaning = { subject: 0, subjectIs: 7, verb: 0, object: 11, place: 1, relation: 1 };
    expect(say(meaning, 'english')).toBe('The quiet fox sees the owl near the river.');
    expect(say(meaning, 'luvani')).toBe('Welu sar valo shuli huvi en ivera.');
  });

  it.each(['english', 'luvani'] as const)('reads %s back', (side) => {
    for (const meaning of exam) {
      expect(meaningOf(wordsOf(say(meaning, side)), side)).toEqual(meaning);
    }
    const words = wordsOf(say(exam[0]!, side));
    expect(meaningOf(words.slice(1), side)).toBeUndefined();
    expect(meaningOf(words.toReversed(), side)).toBeUndefined();
    expect(meaningOf([], side)).toBeUndefined();
  });

  it('has 48 content words, all different in both languages', () => {
    expect(CONTENT).toHaveLength(48);
    expect(new Set(CONTENT.flatMap(({ english, luvani }) => [english, luvani])).size).toBe(96);
  });
});

describe('the world', () => {
  it('is 300 different pairs, always the same', () => {
    expect(world.passages()).toHaveLength(PAIRS);
    expect(new Set(world.passages().map(String)).size).toBe(PAIRS);
    expect(world.passages()).toEqual(world.passages());
  });

  it('asks in the exam only for combinations that no training sentence has', () => {
    const seen = new Set(training.flatMap((m) => combinations(m).map(String)));
    const asked = exam.flatMap(combinations);
    expect(asked.length).toBeGreaterThan(120);
    expect(asked.filter((pair) => seen.has(String(pair)))).toEqual([]);
    expect(asked.every(isHeldOut)).toBe(true);
  });

  it('has each word of each language in training, and fits T', () => {
    const { vocabulary, config } = materialOf(world);
    const known = [...knownWords('english'), ...knownWords('luvani')].flatMap(({ words }) => words);
    // Each language is in the vocabulary whole, with the full stop and five special tokens
    expect(new Set(vocabulary.tokens.slice(5))).toEqual(new Set([...known, '.']));
    const longest = Math.max(...lengthsIn('english')) + Math.max(...lengthsIn('luvani')) + 3;
    expect(longest).toBe(config.maxPositionEmbeddings);
  });

  it('measures its gate on both languages', async () => {
    const { vocabulary } = materialOf(world);
    const { model } = stubModel({ vocabulary, T: 21 });
    expect(await world.gate.measure(createReader(model, vocabulary))).toBe(0);
  });

  it('begins with examples that differ', () => {
    const examples = Array.from({ length: 24 }, (_, at) => use.example(at));
    expect(new Set(examples.map(({ sentence }) => sentence)).size).toBeGreaterThan(20);
    expect(use.example(5)).toEqual(use.example(5));
  });
});
