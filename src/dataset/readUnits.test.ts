import { describe, expect, it } from 'vitest';
import { BEGINS_SENTENCE, BEGINS_WORD } from './encodedText';
import { readUnits } from './readUnits';
import { sourceOf } from './testSource';

// Five tokens, five, and eleven, of which the last stands in a unit of its own.
const SENTENCES = ['Ab cd. ', 'Efg h. ', ' \u200bIjklmnop qr.\n'];
const places = (list: Uint32Array) => Array.from(list);

describe('readUnits', () => {
  it('gives each unit its text, and the place of each token in it', async () => {
    const { source, ids } = sourceOf(SENTENCES, 12);
    const units = await readUnits(source, 0, 4);
    expect(
      units.map(({ unit, firstToken, offset, text }) => [unit, firstToken, offset, text]),
    ).toEqual([
      [0, 0, 0, 'Ab cd. '],
      [1, 5, 7, 'Efg h. '],
      [2, 10, 14, ' \u200bIjklmnop qr'],
      [3, 20, 27, '.\n'],
    ]);
    expect(units.flatMap((unit) => [...unit.ids])).toEqual([...ids]);
    expect(places(units[0]!.starts)).toEqual([0, 1, 3, 4, 5]);
    expect(places(units[0]!.ends)).toEqual([1, 2, 4, 5, 6]);
    expect(places(units[2]!.starts)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
    expect(places(units[2]!.ends)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 12, 13]);
    expect(places(units[3]!.starts)).toEqual([0]);
    expect(places(units[3]!.ends)).toEqual([1]);
    expect(Array.from(units[0]!.marks)).toEqual([
      BEGINS_SENTENCE | BEGINS_WORD,
      ...[0, BEGINS_WORD, 0, BEGINS_WORD],
    ]);
  });

  it('cuts a sentence that goes on in the next unit at the next token', async () => {
    const { source } = sourceOf(['Abcdefgh ij.'], 7);
    const units = await readUnits(source, 0, 3);
    expect(units.map(({ text, offset }) => [text, offset])).toEqual([
      ['Abcde', 0],
      ['fgh ij', 5],
      ['.', 11],
    ]);
    expect(places(units[1]!.starts)).toEqual([0, 1, 2, 4, 5]);
    expect(places(units[1]!.ends)).toEqual([1, 2, 3, 5, 6]);
  });

  it('says which window each unit is in, whole, though only a part is read', async () => {
    const { source, ids, marks } = sourceOf(SENTENCES, 12);
    const [one, two] = await readUnits(source, 1, 3);
    expect(one!.window).toEqual({
      ...{ firstUnit: 0, firstToken: 0 },
      ...{ ids: ids.slice(0, 10), marks: marks.slice(0, 10) },
    });
    expect(two!.window).toEqual({
      ...{ firstUnit: 2, firstToken: 10 },
      ...{ ids: ids.slice(10, 20), marks: marks.slice(10, 20) },
    });
    expect([one, two].map((unit) => [unit!.begins, unit!.closes])).toEqual([
      [false, true],
      [true, true],
    ]);
    const [zero, again] = await readUnits(source, 0, 2);
    expect(zero!.window).toBe(again!.window);
    expect([zero!.begins, zero!.closes]).toEqual([true, false]);
    // It goes on behind what is read.
    expect((await readUnits(source, 0, 1))[0]!.window).toEqual(one!.window);
  });

  it('gives the same for a part as for the whole', async () => {
    const { source } = sourceOf(SENTENCES, 12, [0, 1, 0]);
    const all = await readUnits(source, 0, 4);
    for (let from = 0; from < 4; from++) {
      for (let to = from; to <= 4; to++) {
        expect(await readUnits(source, from, to)).toEqual(all.slice(from, to));
      }
    }
  });

  it('says which units are held out: they have windows of their own', async () => {
    const { source } = sourceOf(SENTENCES, 12, [0, 1, 0]);
    const units = await readUnits(source, 0, 4);
    expect(units.map(({ heldOut }) => heldOut)).toEqual([false, true, false, false]);
    expect(units.map(({ window }) => window.firstUnit)).toEqual([0, 1, 2, 3]);
  });

  it('reads each sentence of its windows once, and no others', async () => {
    const { source, reads } = sourceOf(SENTENCES, 12);
    await readUnits(source, 2, 4);
    expect(reads).toEqual([SENTENCES[2]]);
    expect(await readUnits(source, 2, 2)).toEqual([]);
    expect(reads).toHaveLength(1);
  });

  it('refuses units that the text does not have, such as those of a page beyond the last', async () => {
    const { source } = sourceOf(SENTENCES, 12);
    await expect(readUnits(source, 3, 5)).rejects.toThrow(
      'readUnits: units 3 to 5 are not among the 4 of the text',
    );
    await expect(readUnits(source, -1, 2)).rejects.toThrow('units -1 to 2');
    const pages = Uint32Array.of(0, 2, 4);
    await expect(readUnits(source, pages[2]!, pages[3]!)).rejects.toThrow('units 4 to undefined');
    await expect(readUnits(source, pages[9]!, pages[10]!)).rejects.toThrow(RangeError);
  });
});
