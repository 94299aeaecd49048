import { describe, expect, it } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { isGrammatical } from '../minimalPairs/grammar';
import { world } from '../minimalPairs/world';
import { testDesk } from '../testDesk';
import { TYPED } from '../testTyped';
import { PlayError } from '../use';
import { gapsOf } from './exam';
import { play } from './play';
import { use } from './use';

const { vocabulary, passages } = materialOf(world);
const SENTENCE = '[CLS] the king by the old walls paints these small red lamps . [SEP]'.split(' ');
/** Would always write one sentence. */
const expects = (_: readonly string[], place: number): Record<string, number> => ({
  [SENTENCE[place] ?? '.']: 0.9,
});
const desk = testDesk({ vocabulary, expects });
const ask = async (values: Record<string, string>) => (await play(desk, values)).blocks;

describe('play', () => {
  it.each([
    ['on', 'The king by the old', '6'],
    ['back', 'walls paints these small red lamps.', '5'],
    ['between', 'The king ___ the old walls ___ ___ small red lamps.', '1'],
  ])('writes %s, step by step, a sentence of the language', async (where, text, words) => {
    for (const how of ['maskPredict', 'easyFirst', 'gibbs']) {
      const blocks = await ask({ where, text, words, how });
      const [first] = blocks;
      if (first?.kind !== 'frames') throw new Error('no frames');
      expect(first.frames.length).toBeGreaterThan(2);
      expect(first.frames[0]!.words.filter(({ is }) => is === 'blank').length).toBeGreaterThan(1);
      expect(first.frames.at(-1)!.words.map(({ text: word }) => word)).toHaveLength(12);
      if (how !== 'maskPredict') continue;
      expect(first.frames.at(-1)!.words.map(({ text: word }) => word)).toEqual(
        SENTENCE.slice(1, -1),
      );
      expect(blocks[1]).toMatchObject({ strong: 'Right' });
    }
  });

  it('says which lengths there are where there is no sentence of this one', async () => {
    const blocks = await ask({
      where: 'on',
      text: 'The king by the old walls',
      words: '3',
      how: 'maskPredict',
    });
    expect(blocks[1]).toMatchObject({
      strong: 'Not a sentence',
      text: expect.stringContaining('try 2, 4 or 5 more'),
    });
  });

  it('says where it goes wrong', async () => {
    const blocks = await ask({
      where: 'on',
      text: 'The kings by the old',
      words: '6',
      how: 'maskPredict',
    });
    expect(blocks[1]).toMatchObject({
      strong: 'Not right',
      text: expect.stringContaining('up to “paints”'),
    });
  });

  it.each(TYPED)('answers or says what to do: %j', async (text) => {
    for (const where of ['on', 'back', 'between', 'elsewhere']) {
      const values = { where, text, words: where === 'back' ? '12' : 'many', how: 'gibbs' };
      await ask(values).catch((error) => expect(error).toBeInstanceOf(PlayError));
    }
  });

  it('judges no text but its own', async () => {
    const own = testDesk({ vocabulary, expects, isOwn: true });
    const { blocks } = await play(own, { text: 'The king', where: 'on', words: '3' });
    expect(blocks.map(({ kind }) => kind)).toEqual(['frames', 'says']);
  });
});

it('has gaps in sentences that were never read', () => {
  const read = new Set(passages.map((passage) => wordsOf(passage as string).join(' ')));
  for (const part of ['end', 'begin', 'middle'] as const) {
    const gaps = gapsOf(part, read);
    expect(gaps).toHaveLength(200);
    for (const { words, from, to } of gaps) {
      expect(read.has(words.join(' '))).toBe(false);
      expect(isGrammatical(words)).toBe(true);
      expect(to - from).toBeGreaterThan(1);
      expect(from >= 0 && to <= words.length).toBe(true);
    }
  }
});

it('has examples that can become sentences, and some from any text', async () => {
  const examples = Array.from({ length: 12 }, (_, at) => use.example(at));
  expect(new Set(examples.map((one) => JSON.stringify(one))).size).toBe(12);
  for (const example of examples) {
    expect(JSON.stringify(await ask(example))).not.toContain('Not a sentence');
  }
  for (let at = 0; at < 6; at++) {
    expect(use.example(at, ['One two three four five six seven.']).text).toMatch(/\w/);
    expect(use.example(at, [])).toMatchObject({ text: '' });
  }
});
