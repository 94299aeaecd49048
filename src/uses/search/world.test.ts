import { expect, test } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { drawQueries, drawStatements } from './sentences';
import { isHeldOut, type Place, TOPIC_NAMES, TOPIC_WORDS, wordAt } from './topics';
import { collection, world } from './world';

const { passages, vocabulary, settings } = materialOf(world);
const placesIn = (text: string): readonly Place[] =>
  wordsOf(text).flatMap((word) => TOPIC_WORDS.get(word) ?? []);
const pairs = (places: readonly Place[]) =>
  places.flatMap((a, i) => places.slice(i + 1).map((b) => [a, b] as const));

test('240 words of 20 topics, each in one place, and each is read', () => {
  expect(TOPIC_NAMES).toHaveLength(20);
  expect(TOPIC_WORDS.size).toBe(240);
  for (const [word, place] of TOPIC_WORDS) {
    expect(wordAt(place)).toBe(word);
    expect(vocabulary.tokens).toContain(word);
  }
  expect(vocabulary.tokens.length).toBeLessThan(300);
});

test('every word is held out from one word of each other part of its topic, both ways', () => {
  const places = [...TOPIC_WORDS.values()];
  for (const a of places) {
    const from = places.filter((b) => isHeldOut(a, b));
    expect(from.map(({ part }) => part).toSorted()).toEqual(
      [0, 1, 2, 3].filter((part) => part !== a.part),
    );
    for (const b of from) expect(b.topic === a.topic && isHeldOut(b, a)).toBe(true);
  }
});

test('what the model reads never has two words that are held out from each other', () => {
  const broken = (passages as readonly string[]).filter((text) =>
    pairs(placesIn(text)).some(([a, b]) => isHeldOut(a, b)),
  );
  expect(broken).toEqual([]);
});

test('a query is of one topic, was never read, and one of its three words is held out from the other two', () => {
  const read = new Set(passages);
  const queries = drawQueries(5, 200);
  expect(new Set(queries.map(({ text }) => text)).size).toBe(200);
  for (const { text, topic } of queries) {
    const places = placesIn(text);
    expect(places.map((place) => place.topic)).toEqual([topic, topic, topic]);
    expect(read.has(text)).toBe(false);
    expect(pairs(places).filter(([a, b]) => isHeldOut(a, b)).length).toBeGreaterThanOrEqual(2);
  }
});

test('the collection has 20 sentences of each topic, all of them read', () => {
  const texts = collection();
  const read = new Set(passages);
  for (let topic = 0; topic < 20; topic++) {
    expect(texts.filter((one) => one.topic === topic)).toHaveLength(20);
  }
  expect(new Set(texts.map(({ text }) => text)).size).toBe(400);
  expect(texts.every(({ text }) => read.has(text))).toBe(true);
});

test('a word of another topic stands in some sentences, in 5 % at most', () => {
  const all = drawStatements(3, 2000);
  const strange = all.filter(({ text, topic }) =>
    placesIn(text).some((place) => place.topic !== topic),
  );
  expect(strange.length).toBeGreaterThan(50);
  // 5 % of 2000 give 100, give or take 10.
  expect(strange.length).toBeLessThan(130);
});

test('sentences fit the window, and are always the same', () => {
  const lengths = (passages as readonly string[]).map((text) => wordsOf(text).length + 2);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(settings.maxPositionEmbeddings);
  expect(world.passages()).toEqual(passages);
  for (const text of (passages as readonly string[]).slice(0, 50))
    expect(text).toMatch(/^[A-Z].*\.$/);
});
