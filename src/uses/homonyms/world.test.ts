import { expect, it } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { ITEM_SEED } from '../use';
import { companions } from './sentences';
import { HOMONYMS, TOPICS, type TopicName } from './topics';
import { drawItems, world } from './world';

const { passages, vocabulary, settings } = materialOf(world);

it('never shows a homonym beside a word of its meaning that the exam asks with', () => {
  const beside = new Set<string>();
  let shown = 0;
  for (const passage of passages) {
    const words = wordsOf(passage as string);
    const homonym = words.find((word) => word in HOMONYMS);
    if (homonym) for (const word of words) beside.add(`${homonym} ${word}`);
    if (homonym) shown++;
  }
  expect(shown).toBeGreaterThan(7000);
  const items = drawItems(ITEM_SEED, 20);
  for (const { homonym, topic, context } of items) {
    expect(context.length).toBeGreaterThan(0);
    for (const word of context) {
      const { people, things } = companions(homonym, topic, true);
      expect([...people, ...things]).toContain(word);
      expect(beside).not.toContain(`${homonym} ${word}`);
    }
  }
});

it('has topics that share no word', () => {
  const all = Object.values(TOPICS).flatMap(({ people, verbs, things }) => [
    ...people,
    ...verbs,
    ...things,
  ]);
  expect(new Set(all).size).toBe(all.length);
  for (const [homonym, topics] of Object.entries(HOMONYMS)) {
    expect(all).not.toContain(homonym);
    expect(topics[0]).not.toBe(topics[1]);
  }
  const uses = Object.values(HOMONYMS).flat();
  for (const topic of Object.keys(TOPICS)) {
    expect(uses.filter((one: TopicName) => one === topic)).toHaveLength(3);
  }
});

it('fits its sentences and its vocabulary', () => {
  const longest = Math.max(...passages.map((passage) => wordsOf(passage as string).length));
  expect(longest + 2).toBeLessThanOrEqual(settings.maxPositionEmbeddings);
  expect(vocabulary.tokens.length).toBeLessThan(250);
  expect(world.passages()).toEqual(passages);
});
