import { describe, expect, it } from 'vitest';
import { testDesk } from '../testDesk';
import { vocabularyOf } from '../testReader';
import { TYPED } from '../testTyped';
import { PlayError } from '../use';
import { play } from './play';
import { thirtyNights } from './story';
import { use } from './use';

const SENTENCES = ['The dog eats a bone.', 'The cat eats a fish.', 'The dog saw a cat.'];
const VOCABULARY = vocabularyOf(
  'the',
  'dog',
  'cat',
  'eats',
  'saw',
  'a',
  'bone',
  'fish',
  '.',
  'un',
  '##kind',
);

/** A dog eats bones, a cat fish; other words are what they are. */
const expects = (tokens: readonly string[], place: number): Record<string, number> => {
  if (place === 5) {
    if (tokens[2] === 'dog') return { bone: 0.8, fish: 0.01 };
    return tokens[2] === 'cat' ? { fish: 0.9 } : { bone: 0.4, fish: 0.4 };
  }
  const usual = ['', 'the', 'dog', 'eats', 'a', '', '.'][place];
  return usual ? { [usual]: 0.6 } : {};
};
const desk = testDesk({ vocabulary: VOCABULARY, expects, sentences: SENTENCES });
const ask = async (sentence: string) => (await play(desk, { sentence })).blocks;

describe('play', () => {
  it('finds the odd word, what was expected there, and which word makes it odd', async () => {
    const blocks = await ask('The dog eats a fish.');
    expect(blocks[0]).toMatchObject({ kind: 'sentence' });
    expect(blocks[0]).toMatchObject({
      words: expect.arrayContaining([expect.objectContaining({ text: 'fish', strength: 1 })]),
    });
    expect(blocks[1]).toMatchObject({ strong: '“fish”' });
    expect(blocks[2]).toMatchObject({
      kind: 'ranking',
      rows: [{ words: [{ text: 'bone' }] }, {}, {}],
    });
    // .41 for .02: p = .4 + .2 / 16 beside .01 + .19 / 16
    expect(blocks.at(-1)).toMatchObject({
      strong: 'Why',
      text: `Hide “dog” and “fish” is ${((0.4 + 0.2 / 16) / (0.01 + 0.19 / 16)).toFixed(0)} times as likely.`,
    });
  });

  it('says that no word is odd where none is', async () => {
    expect(JSON.stringify(await ask('The dog eats a bone.'))).toContain('No word stands out');
  });

  it('names words that it does not know and passes over them', async () => {
    const blocks = await ask('The zebra eats a fish.');
    expect(blocks[0]).toMatchObject({ text: expect.stringContaining('never read “zebra”') });
    expect(JSON.stringify(blocks[1])).not.toContain('"text":"zebra","strength"');
    await expect(ask('Zebra xylophone.')).rejects.toThrow(/It knows, for example, “eats”/);
  });

  it('judges a word of several pieces', async () => {
    const blocks = await ask('The dog eats a unkind.');
    expect(blocks.find((block) => block.kind === 'says')).toMatchObject({ strong: '“unkind”' });
  });

  it.each(TYPED)('answers or says what to do: %j', async (text) => {
    for (const sentence of [text, `The dog ${text} fish.`]) {
      await ask(sentence).catch((error) => expect(error).toBeInstanceOf(PlayError));
    }
  });
});

it('has examples from the story and from any text', () => {
  const known = new Set(thirtyNights().heldOut.map((sentence) => sentence.toLowerCase()));
  const examples = Array.from({ length: 10 }, (_, at) => use.example(at).sentence!);
  expect(new Set(examples).size).toBe(10);
  for (const sentence of examples) expect(known.has(sentence.toLowerCase())).toBe(false);
  expect(use.example(3, SENTENCES).sentence).toMatch(/^The (dog|cat)|\./);
  expect(use.example(0, []).sentence).toBe('');
  expect(use.example(0, ['Hm.']).sentence).toBe('Hm.');
});
