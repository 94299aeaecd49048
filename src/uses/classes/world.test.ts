import { describe, expect, it } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { FEELINGS, JUDGEMENTS } from './words';
import { isHeldOut, pages, WORLD } from './world';

const diary = WORLD.passages() as readonly string[];
const isThing = new Set(FEELINGS.flatMap(({ things }) => things));
const thingsIn = (text: string) => wordsOf(text).filter((word) => isThing.has(word));

describe('the diary', () => {
  it('has 160 different things, and no name of a class among them', () => {
    expect(isThing.size).toBe(160);
    const names = [...Object.values(JUDGEMENTS).flat(), ...FEELINGS.map(({ felt }) => felt)];
    expect(names.filter((name) => isThing.has(name))).toEqual([]);
  });

  it('is always the same and fits the model, with a prompt after it too', () => {
    expect(WORLD.passages()).toEqual(diary);
    const { settings, vocabulary } = materialOf(WORLD);
    const most = settings.maxPositionEmbeddings - 2;
    expect(Math.max(...diary.map((text) => wordsOf(text).length))).toBeLessThanOrEqual(most);
    const prompted = pages(200, 'held out', 5).map(({ text }) => wordsOf(`${text} It was good.`));
    expect(Math.max(...prompted.map(({ length }) => length))).toBeLessThanOrEqual(most);
    expect(vocabulary.tokens.length).toBeLessThan(300);
  });

  it('never names two things on one page that the exam has together', () => {
    const breaches = diary.filter((text) => {
      const things = thingsIn(text);
      return things.some((x, i) => things.slice(i + 1).some((y) => isHeldOut(x, y)));
    });
    expect(breaches).toEqual([]);
  });

  it('names a thing of another feeling on at most a tenth of its pages', () => {
    const feelingOf = (thing: string) => FEELINGS.findIndex(({ things }) => things.includes(thing));
    const mixed = diary.filter((text) => new Set(thingsIn(text).map(feelingOf)).size > 1);
    expect(mixed.length / diary.length).toBeLessThan(0.1);
    expect(mixed.length).toBeGreaterThan(0);
  });
});

describe('pages with labels', () => {
  it('have pairs that the diary never has for the exam, and pairs that it has to learn from', () => {
    expect(pages(100, 'held out', 5).every(({ things: [x, y] }) => isHeldOut(x, y))).toBe(true);
    expect(pages(100, 'seen', 5).some(({ things: [x, y] }) => isHeldOut(x, y))).toBe(false);
  });

  it('say nothing of themselves, and are of each feeling equally often', () => {
    const items = pages(80, 'held out', 5);
    const told = new Set<string>([
      ...Object.values(JUDGEMENTS).flat(),
      ...FEELINGS.map(({ felt }) => felt),
    ]);
    expect(items.filter(({ text }) => wordsOf(text).some((word) => told.has(word)))).toEqual([]);
    for (const [f] of FEELINGS.entries()) {
      expect(items.filter(({ feeling }) => feeling === f)).toHaveLength(10);
    }
  });
});
