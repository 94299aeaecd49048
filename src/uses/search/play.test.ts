import { describe, expect, test } from 'vitest';
import type { Block } from '../../protocol/uses';
import { ofKind, saidIn } from '../testBlocks';
import { PlayError } from '../use';
import { topicDesk } from './testTopics';
import { TOPIC_WORDS } from './topics';
import { use } from './use';

const desk = topicDesk();
const blocksOf = async (query: string, at = desk) => (await use.play(at, { query })).blocks;
const rankingOf = (blocks: readonly Block[]) => ofKind(blocks, 'ranking')[0]!;

describe('over the sentences of the language', () => {
  test('the best ten are of the query’s topic, the words that answered are marked, BM25’s place is told', async () => {
    const blocks = await blocksOf('Who stirred the broth near the hob?');
    const { rows, title } = rankingOf(blocks);
    expect(title).toBe('Best of 400 sentences (right: on the topic of the query)');
    expect(rows).toHaveLength(10);
    expect(rows.every(({ isRight }) => isRight)).toBe(true);
    for (const { words, note } of rows) {
      const marked = words.filter(({ strength }) => strength).map(({ text }) => text.toLowerCase());
      expect(marked.length).toBeGreaterThan(0);
      expect(marked.some((word) => TOPIC_WORDS.has(word))).toBe(true);
      const shares = words.some(({ text }) => ['stirred', 'broth', 'hob'].includes(text));
      expect(note).toMatch(shares ? /^BM25: \d+(st|nd|rd|th)$/ : /^BM25: not found$/);
    }
    // Words of the topic that the query lacks
    expect(saidIn(blocks).join('\n')).not.toMatch(/looks for.*“(who|stirred|broth|hob)”/);
    expect(saidIn(blocks).join('\n')).toMatch(/Besides your words the model also looks for “\w+”/);
    expect(saidIn(blocks).join('\n')).toContain('The topic of the query is “cooking”.');
  });

  test('says what the first place depends on', async () => {
    // The one word of cooking outweighs nothing: two words of the law decide.
    const blocks = await blocksOf('judge lawsuit stew');
    expect(rankingOf(blocks).rows[0]!.isRight).toBe(true);
    expect(saidIn(blocks).join('\n')).toMatch(/Why Leave out (“\w+”, and|any one)/);
  });

  test('one word is searched too, with nothing to leave out', async () => {
    const blocks = await blocksOf('telescope');
    const { rows } = rankingOf(blocks);
    expect(rows.every(({ isRight }) => isRight)).toBe(true);
    const having = rows.filter(({ words }) => words.some(({ text }) => text === 'telescope'));
    expect(having.every(({ note }) => /^BM25: [1-9](st|nd|rd|th)$/.test(note!))).toBe(true);
    const others = rows.filter((row) => !having.includes(row));
    expect(others.every(({ note }) => note === 'BM25: not found')).toBe(true);
    expect(Math.min(having.length, others.length)).toBeGreaterThan(0);
    expect(saidIn(blocks).join('\n')).toContain(`BM25 does not find ${others.length} of these 10`);
    expect(saidIn(blocks).join('\n')).not.toContain('Why');
  });

  test('a word that was never read is named, and the rest is searched', async () => {
    const blocks = await blocksOf('Which zebra simmered the soup?');
    expect(saidIn(blocks).join('\n')).toContain('The model has never read “zebra”');
    expect(rankingOf(blocks).rows[0]!.isRight).toBe(true);
  });

  test.each([
    ['', 'Type a question or a word'],
    ['the', 'Too many of the sentences have “the”'],
    ['?!…', 'There is no word in it'],
    ['zebra Хлеб', 'The model has never read “zebra” and “Хлеб”.'],
  ])('%j is answered with what it needs', async (query, message) => {
    await expect(blocksOf(query)).rejects.toThrow(PlayError);
    await expect(blocksOf(query)).rejects.toThrow(message);
  });

  test('a query that is too long is read as far as it fits', async () => {
    const blocks = await blocksOf(`soup ${'stew '.repeat(300)}`);
    expect(saidIn(blocks).join('\n')).toContain('The query is too long');
  });

  test('the sentences are read once for a model', async () => {
    const told: number[] = [];
    const fresh = topicDesk({ onProgress: (fraction) => told.push(fraction) });
    await blocksOf('soup', fresh);
    const after = told.length;
    expect(told.at(-1)).toBe(1);
    await blocksOf('stew', fresh);
    expect(told).toHaveLength(after);
  });
});

test('an answer that is broken off is taken up where it was', async () => {
  const fractions: number[] = [];
  let pauses = 0;
  const hasty = topicDesk({
    onProgress: (fraction) => fractions.push(fraction),
    async pause() {
      if (++pauses === 3) throw new Error('overtaken');
    },
  });
  await expect(blocksOf('soup', hasty)).rejects.toThrow('overtaken');
  await blocksOf('stew', hasty);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(new Set(fractions).size).toBe(fractions.length);
  expect(fractions.at(-1)).toBe(1);
});

describe('over a person’s own text', () => {
  const own = topicDesk({
    isOwn: true,
    sentences: [
      'The chef loves broth.',
      'A judge slept.',
      'Zebras run in Africa, and nobody minds.',
      'The soup was cold when the caterer came, again.',
      'Nobody asked the lawyer about the trial near the court.',
    ],
  });

  test('its sentences are searched, and nobody says what is right', async () => {
    const { rows, title } = rankingOf(await blocksOf('cook stew', own));
    expect(title).toBe('Best of 5 sentences');
    expect(
      rows
        .slice(0, 2)
        .map(({ words }) => words[1]!.text)
        .toSorted(),
    ).toEqual(['chef', 'soup']);
    expect(rows[0]!.isRight).toBeUndefined();
  });

  test('a sentence that comes again is found once, and a word that no sentence has is named', async () => {
    const twice = topicDesk({ isOwn: true, sentences: [...own.sentences, own.sentences[0]!] });
    const blocks = await blocksOf('soup telescope', twice);
    expect(rankingOf(blocks).title).toBe('Best of 5 sentences');
    expect(saidIn(blocks).join('\n')).toContain('No sentence has “telescope”.');
  });

  test('a text with nothing in it finds nothing, and nothing is examined', async () => {
    const empty = topicDesk({ isOwn: true, sentences: [] });
    expect(saidIn(await blocksOf('soup', empty)).join('\n')).toContain('No sentence has “soup”.');
    expect(await use.exam(empty)).toEqual([]);
    expect(use.example(0, []).query).not.toBe('');
  });

  test('examples are words of the text, another each time', () => {
    const examples = [0, 1, 2].map((at) => use.example(at, own.sentences).query!);
    expect(new Set(examples).size).toBe(3);
    for (const example of examples) {
      const words = example.split(' ');
      expect(
        own.sentences.some((text) => words.every((word) => text.toLowerCase().includes(word))),
      ).toBe(true);
    }
  });

  test('the exam looks for spoilt sentences', async () => {
    const [sitting, ...others] = await use.exam(own);
    expect(others).toEqual([]);
    expect(sitting!.rows.map(({ who }) => who)).toEqual([
      'model',
      'model/alone',
      'model/vectors',
      'model/mean',
      'bm25',
      'feedback',
      'lsa',
    ]);
    for (const { scores } of sitting!.rows) {
      expect(scores).toHaveLength(3);
      expect(Array.from(scores).every((score) => score > 0 && score <= 1)).toBe(true);
    }
  });
});
