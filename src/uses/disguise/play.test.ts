import { describe, expect, it } from 'vitest';
import { FIRST_PIECE_ID, MASK_ID, UNK_ID } from '../../tokenizer/vocabulary';
import { materialOf } from '../material';
import { createReader } from '../reader';
import { saidIn } from '../testBlocks';
import { stubModel } from '../testReader';
import { PlayError } from '../use';
import { example } from './examples';
import { LISTED_WORDS } from './kinds';
import { play } from './play';
import { world } from './world';

const { vocabulary } = materialOf(world);
const idOf = (word: string) => vocabulary.tokens.indexOf(word);

/**
 * It expects a ticket where “stadium” or “theatre” stands three words later, and else a pear; after “the” it expects a
 * theatre, or an orchard.
 */
const { model } = stubModel({
  vocabulary,
  T: 24,
  logits(ids, place) {
    const logits = new Float32Array(vocabulary.tokens.length);
    for (const word of [...LISTED_WORDS, 'kettle']) logits[idOf(word)] = -9;
    logits[idOf('pear')] = 3;
    if (['stadium', 'theatre'].some((word) => ids[place + 3] === idOf(word))) {
      logits[idOf('ticket')] = 9;
      logits[idOf('pass')] = 8;
    }
    if (ids[place] === MASK_ID && ids[place - 1] === idOf('the')) {
      logits[idOf('theatre')] = 9;
      logits[idOf('orchard')] = 8;
    }
    return logits;
  },
});
const reader = createReader(model, vocabulary);
const sentences = world.passages().map(String);
const list = LISTED_WORDS.join('\n');
const ask = async (message: string, words = list) =>
  (await play({ reader, sentences }, { message, list: words })).blocks;

describe('play', () => {
  it('marks the word in disguise, and says what it may stand for and why', async () => {
    const blocks = await ask('I sell a melon at the stadium.');
    const [marked, , ranking, why] = blocks;
    if (marked?.kind !== 'sentence' || why?.kind !== 'sentence') throw new Error('no sentence');
    const strong = marked.words.filter(({ strength = 0 }) => strength > 0.5);
    expect(strong.map(({ text }) => text)).toEqual(['melon']);
    // Signs are not suspected, words are.
    expect(marked.words.map(({ strength }) => strength !== undefined)).toEqual([
      ...[true, true, true, true, true, true, true, false],
    ]);
    if (ranking?.kind !== 'ranking') throw new Error('no ranking');
    expect(ranking.rows.map(({ words }) => words[0]!.text).slice(0, 2)).toEqual(['ticket', 'pass']);
    expect(ranking.rows[0]!.share).toBeCloseTo(
      Math.exp(9) / (Math.exp(9) + Math.exp(8) + Math.exp(3) + vocabulary.tokens.length - 26),
      4,
    );
    const clue = why.words.filter(({ strength }) => strength === 1);
    expect(clue.map(({ text }) => text)).toEqual(['stadium']);
    const says = saidIn(blocks);
    expect(says[0]).toContain('“melon” may be a word in disguise.');
    expect(says[1]).toMatch(/^Hide “stadium” and the listed words fall from 98 % to /);
    expect(says[2]).toMatch(/^Write “orchard” for “stadium” and they fall to /);
  });

  it('turns with one word', async () => {
    const blocks = await ask('I sell a pear at the orchard.');
    expect(saidIn(blocks)).toHaveLength(1);
    expect(saidIn(blocks)[0]).toContain('No word looks disguised.');
    expect(blocks.some(({ kind }) => kind === 'ranking')).toBe(false);
  });

  it('looks for the words of the list that it is given', async () => {
    const message = 'I sell a melon at the stadium.';
    expect(saidIn(await ask(message, 'ticket'))[0]).toContain('“melon” may be');
    expect(saidIn(await ask(message, 'kettle'))[0]).toContain('No word looks disguised.');
    // What a word list finds is not in disguise.
    const open = saidIn(await ask('I sell a ticket at the stadium.'));
    expect(open[0]).toContain('“ticket” is on the list');
    expect(open[1]).toContain('No word looks disguised.');
  });

  it('says where nothing fits', async () => {
    // A saw is as unlikely as anything else at the places that the stub knows nothing of.
    expect(saidIn(await ask('My melon is ripe.', 'saw rasp'))[0]).toContain('Hard to say.');
  });

  it('says nothing of a word without clues', async () => {
    const says = saidIn(await ask('Melon?', 'saw rasp'));
    expect(says).toEqual([
      'There is nothing to go by. Nothing around “Melon” tells one kind of thing from another.',
    ]);
  });

  it('names words that it does not know', async () => {
    const says = saidIn(await ask('I sell a zeppelin at the stadium.', `${list}\nyacht`));
    expect(says[0]).toContain('“zeppelin” may be a word in disguise.');
    expect(says.some((text) => text.includes('never read “zeppelin”'))).toBe(true);
    expect(says.some((text) => text.includes('“yacht”'))).toBe(true);
  });

  it.each([
    ['', list],
    [' \n', list],
    ['A melon.', ''],
    ['A melon.', 'yacht\nзамок'],
    ['A melon.', '[MASK] [UNK]'],
  ])('asks for what it needs: %j', async (message, words) => {
    await expect(ask(message, words)).rejects.toThrow(PlayError);
  });

  it.each(['?', '猫が好き。', 'a '.repeat(500), '🙂', '[MASK] [SEP]', 'ticket', 'x'.repeat(9999)])(
    'answers anything, or says that it has not read it: %.20s',
    async (message) => {
      for (const words of ['ticket', 'the', vocabulary.tokens.slice(FIRST_PIECE_ID).join(' ')]) {
        const answer = await ask(message, words).catch((error: unknown) => {
          if (error instanceof PlayError) return error.message;
          throw error;
        });
        expect(answer.length).toBeGreaterThan(0);
        expect(JSON.stringify(answer)).not.toMatch(/NaN|undefined|null/);
      }
    },
  );

  it('says that a message is too long', async () => {
    expect(saidIn(await ask('a '.repeat(60))).at(-1)).toContain('reads no further than “a”');
  });
});

describe('examples', () => {
  it('are different, always the same, and all of known words', () => {
    const values = Array.from({ length: 24 }, (_, at) => example(at));
    expect(values).toEqual(Array.from({ length: 24 }, (_, at) => example(at)));
    expect(new Set(values.map(({ message }) => message)).size).toBe(24);
    for (const { message, list: words } of values) {
      const { ids } = reader.encode(message!);
      expect([...ids]).not.toContain(UNK_ID);
      for (const word of words!.split('\n')) expect(idOf(word)).toBeGreaterThan(0);
    }
  });
});
