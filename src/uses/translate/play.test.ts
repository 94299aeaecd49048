import { describe, expect, it } from 'vitest';
import type { Block } from '../../protocol/uses';
import { MASK_ID, SEP_ID } from '../../tokenizer/vocabulary';
import { materialOf, wordsOf } from '../material';
import { createReader } from '../reader';
import { saidIn } from '../testBlocks';
import { deskOf } from '../testDesk';
import { stubModel } from '../testReader';
import { exam } from './exam';
import { CONTENT, meaningOf, PARTNER, type Side, say } from './language';
import { play } from './play';
import { translate } from './translating';
import { lengthsIn, world } from './world';

const { vocabulary } = materialOf(world);
const idOf = new Map(vocabulary.tokens.map((token, id) => [token, id]));

/**
 * A reader that knows the language by heart: where one sentence is whole and has a form, it expects its translation at
 * the blanks of the other; where a word of that sentence is hidden, the words that do not depend on it.
 */
function knowing() {
  const logits = (ids: readonly number[], place: number) => {
    const scores = new Float32Array(vocabulary.tokens.length);
    const end = ids.indexOf(SEP_ID);
    const parts = [ids.slice(1, end), ids.slice(end + 1, -1)];
    const own = place > end ? 1 : 0;
    const at = own === 1 ? place - end - 1 : place - 1;
    const sides: readonly Side[] = ['english', 'luvani'];
    const other = parts[1 - own]!.map((id) => vocabulary.tokens[id]!);
    const meaning = meaningOf(other, sides[1 - own]!);
    if (!meaning) {
      // Its own words give away only what their partners say.
      const words = other.flatMap((word) => PARTNER[sides[1 - own]!].get(word) ?? []);
      for (const word of words) scores[idOf.get(word)!] = 6;
      return scores;
    }
    const right = wordsOf(say(meaning, sides[own]!));
    if (right.length === parts[own]!.length) scores[idOf.get(right[at]!)!] = 9;
    return scores;
  };
  const { model } = stubModel({ vocabulary, T: 21, logits });
  return createReader(model, vocabulary);
}

const desk = deskOf(knowing());
const ask = async (sentence: string, from = 'english') =>
  (await play(desk, { sentence, from })).blocks;
const written = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === 'sentence' ? [block.words.map(({ text }) => text).join(' ')] : [],
  );

describe('translate', () => {
  it('fills each length, and takes the one that fits', async () => {
    const [found] = await translate(desk.reader, ['The fox sees the owl.'], 'english', [4, 5, 6]);
    expect(found![0]!.tokens).toEqual(['valo', 'huvi', 'en', 'ivera', '.']);
    expect(found!.map(({ tokens }) => tokens.length)).toHaveLength(3);
    expect(found![0]!.encoded.ids).not.toContain(MASK_ID);
    expect(found![0]!.sure).toHaveLength(5);
  });
});

describe('play', () => {
  it('translates in both directions, and says that it is right', async () => {
    const there = await ask('The quiet fox sees the owl near the river');
    expect(written(there)).toEqual(['Welu sar valo shuli huvi en ivera .']);
    expect(saidIn(there)[0]).toMatch(/^Right\./);
    expect(saidIn(there)[1]).toMatch(/best with 8 \(/);
    const back = await ask('Valo huvi en ivera.', 'luvani');
    expect(written(back)).toEqual(['The fox sees the owl .']);
  });

  it('aligns by hiding words, and names where IBM Model 1 differs', async () => {
    const blocks = await ask('The fox sees the owl.');
    const grid = blocks.find((block) => block.kind === 'grid')!;
    expect(grid.rows).toEqual(['valo', 'huvi', 'en', 'ivera']);
    expect(grid.columns).toEqual(['the', 'fox', 'sees', 'the', 'owl']);
    const best = grid.values.map((row) => grid.columns[row.indexOf(Math.max(...row))]);
    expect([best[0], best[1], best[3]]).toEqual(['fox', 'owl', 'sees']);
    for (const value of grid.values.flat()) expect(value >= 0 && value <= 1).toBe(true);
    expect(saidIn(blocks).some((text) => text.startsWith('Hide “'))).toBe(true);
    expect(saidIn(blocks).at(-1)).toMatch(/classical way/);
  });

  it('looks a word up', async () => {
    const blocks = await ask('fox');
    const ranking = blocks.find((block) => block.kind === 'ranking')!;
    expect(ranking.rows[0]).toMatchObject({ words: [{ text: 'valo' }], isRight: true, share: 1 });
    expect(saidIn(blocks).at(-1)).toMatch(/IBM Model 1 gives “valo”/);
  });

  it('takes a sentence of the other language for what it is', async () => {
    const blocks = await ask('Valo huvi en ivera.');
    expect(saidIn(blocks)[0]).toMatch(/This is Luvani/);
    expect(written(blocks)).toEqual(['The fox sees the owl .']);
  });

  it('names words that it does not know, with those that it knows', async () => {
    const blocks = await ask('The fox sees the zeppelin.');
    expect(saidIn(blocks)[0]).toMatch(/never read “zeppelin” in English/);
    expect(blocks.some((block) => block.kind === 'table')).toBe(true);
    expect(saidIn(blocks)).toContainEqual(expect.stringMatching(/^Nobody can say\./));
    const none = await ask('zeppelin');
    expect(none).toHaveLength(2);
  });

  it.each(['', '  ', '?!', '...', '[]'])('asks for a sentence where there is none: %j', (text) =>
    expect(ask(text)).rejects.toThrow(/Type a sentence/),
  );

  it('asks for a shorter sentence', () =>
    expect(ask('the fox '.repeat(400))).rejects.toThrow(/at most 9 words, and this has 800/));

  it.each([
    'Лиса видит сову',
    'the the the',
    '狐狸看见猫',
    'fox fox fox fox fox fox',
    'en en',
    '[MASK] fox',
    'the',
  ])('answers %j without falling over', async (text) => {
    expect((await ask(text)).length).toBeGreaterThan(0);
    expect((await ask(text, 'luvani')).length).toBeGreaterThan(0);
  });
});

it('sits its exam: who knows the language has every sentence right', async () => {
  const sittings = await exam(desk, { sentences: 3, content: CONTENT.slice(0, 2) });
  const model = Object.fromEntries(
    sittings.map(({ id, rows }) => [
      id,
      Array.from(rows[0]!.scores).reduce((a, b) => a + b, 0) / rows[0]!.scores.length,
    ]),
  );
  expect(model.sentence).toBe(1);
  expect(model.word).toBe(1);
  expect(model.alignment).toBeGreaterThan(0.9);
  for (const { rows } of sittings) {
    expect(new Set(rows.map(({ scores }) => scores.length)).size).toBe(1);
  }
  expect(lengthsIn('english')).toEqual([6, 7, 8, 9, 10]);
});
