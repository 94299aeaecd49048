import { expect, it } from 'vitest';
import { wordsOf } from '../material';
import { lookUp, reading } from './reading';
import { heldOutStories, NAMES, type Story, trainingStories } from './stories';

const stories = trainingStories(4000);

/** Who has what, as a reader without any model finds it: "anna key" */
function toldIn(text: string): string[] {
  return text
    .split('. ')
    .slice(0, 2)
    .map((sentence) => {
      const words = wordsOf(sentence);
      return `${words[0]} ${words.at(-1)}`;
    });
}

it('gives the answer in the story alone', () => {
  for (const story of stories.slice(0, 300)) {
    const { text, answer, other, asked } = story;
    const told = toldIn(text);
    expect(told).toContain(`${answer.toLowerCase()} ${asked}`);
    expect(told.some((one) => one.startsWith(`${other.toLowerCase()} `))).toBe(true);
    expect(lookUp(story)).toBe(answer.toLowerCase());
    const words = wordsOf(text);
    expect(words.at(-2)).toBe(answer.toLowerCase());
    expect(words.length + 2).toBeLessThanOrEqual(reading.world.recipe.maxPositionEmbeddings);
  }
  // A thing says nothing of who has it: no name has a seventh of the stories about a key.
  const keys = stories.filter(({ asked }) => asked === 'key');
  const most = Math.max(
    ...NAMES.map((name) => keys.filter(({ answer }) => answer === name).length),
  );
  expect(most / keys.length).toBeLessThan(1 / 7);
});

it('asks about people and things that were never read together', () => {
  const pairsOf = ({ text }: Story) => toldIn(text);
  const read = new Set(stories.flatMap(pairsOf));
  expect(read.size).toBe((20 * 20 * 3) / 4);
  expect(
    heldOutStories(400)
      .flatMap(pairsOf)
      .filter((pair) => read.has(pair)),
  ).toEqual([]);
});
