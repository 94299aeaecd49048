import { expect, it } from 'vitest';
import { wholeWordVocabulary, wordsOf } from '../material';
import { ADJECTIVES, FEELINGS, heldOutEntries, labelledEntries, trainingEntries } from './diary';
import { negation } from './negation';

const entries = trainingEntries(4000);

it('says nothing by “not” or by a word alone, and all by both', () => {
  const gladBy = (wanted: (entry: (typeof entries)[number]) => boolean) => {
    const some = entries.filter(wanted);
    return some.filter(({ feeling }) => feeling === 'glad').length / some.length;
  };
  expect(gladBy(({ isNegated }) => isNegated)).toBe(0.5);
  expect(gladBy(({ isNegated }) => !isNegated)).toBe(0.5);
  for (const [verdict, adjectives] of Object.entries(ADJECTIVES)) {
    const isGood = (word: string) => adjectives.some((one) => one === word);
    expect(gladBy(({ adjective }) => isGood(adjective))).toBe(0.5);
    const plain = verdict === 'good' ? 1 : 0;
    expect(gladBy((one) => isGood(one.adjective) && !one.isNegated)).toBe(plain);
    expect(gladBy((one) => isGood(one.adjective) && one.isNegated)).toBe(1 - plain);
  }
});

it('says what its facts are', () => {
  for (const { text, thing, adjective, isNegated, feeling, felt } of entries.slice(0, 200)) {
    const words = wordsOf(text);
    expect(text).toMatch(/^[TI].*\.$/);
    expect(words).toContain(thing);
    expect(words[words.indexOf(adjective) - 1]).toBe(isNegated ? 'not' : 'really');
    expect(words.filter((word) => word === felt)).toHaveLength(1);
    expect(FEELINGS[feeling]).toContain(felt);
    expect(words.length + 2).toBeLessThanOrEqual(negation.world.recipe.maxPositionEmbeddings);
  }
});

it('asks about a thing and a word that were never read together', () => {
  const pairOf = ({ thing, adjective }: (typeof entries)[number]) => `${thing} ${adjective}`;
  const read = new Set(entries.map(pairOf));
  expect(read.size).toBe((16 * 16 * 3) / 4);
  expect(heldOutEntries(400).filter((one) => read.has(pairOf(one)))).toEqual([]);
  expect(labelledEntries(400).filter((one) => !read.has(pairOf(one)))).toEqual([]);
  const known = new Set(wholeWordVocabulary(entries.map(({ text }) => text)).tokens);
  const asked = heldOutEntries(400).flatMap(({ text }) => wordsOf(text));
  expect(asked.filter((word) => !known.has(word))).toEqual([]);
});
