import { describe, expect, it } from 'vitest';
import { materialOf, sentencesOf, wordsOf } from '../material';
import {
  COUNTS,
  isGrammatical,
  isHeldThing,
  isHeldVerb,
  language,
  PEOPLE,
  POINTERS,
  THINGS,
  VERBS,
} from './grammar';
import { KINDS, type Kind, pairsOf } from './pairs';
import { world, written } from './world';

const { passages, vocabulary, settings } = materialOf(world);
const read = sentencesOf(passages).map(wordsOf);
const AFTER_VERB = new Set('this these that those himself herself themselves'.split(' '));

describe('the world of minimal pairs', () => {
  it('is always the same', () => {
    expect(world.passages()).toEqual(passages);
    expect(passages[0]).toMatch(/^[A-Z][a-z ]+\.$/);
  });

  it('fits the window, in few words', () => {
    expect(Math.max(...read.map((words) => words.length)) + 2).toBeLessThanOrEqual(
      settings.maxPositionEmbeddings,
    );
    expect(vocabulary.tokens.length).toBeLessThan(200);
    // Every word of the whole language is read, though not with every other.
    const whole = language(true).words;
    expect(whole.filter((word) => !vocabulary.tokens.includes(word))).toEqual([]);
  });

  it('has no person who does what is held out, and no pointer at a thing held out', () => {
    const together = new Set<string>();
    for (const [, person, ...rest] of read) {
      // The verb stands before a pointer or a “-self”, and after any clause.
      const at = rest.findIndex((word) => AFTER_VERB.has(word));
      together.add(`${person} ${rest[at - 1]}`);
      const [pointer, , , thing] = rest.slice(at);
      together.add(`${pointer} ${thing}`);
    }
    let held = 0;
    let met = 0;
    const look = (a: string, b: string, isHeld: boolean) => {
      if (isHeld) {
        held++;
        expect(together).not.toContain(`${a} ${b}`);
      } else if (together.has(`${a} ${b}`)) met++;
    };
    PEOPLE.forEach((person, p) => {
      VERBS.forEach((verb, v) => {
        for (const n of COUNTS) look(person[n], verb[n], isHeldVerb(p, v));
      });
    });
    POINTERS.forEach((pointer, i) => {
      THINGS.forEach((thing, t) => {
        for (const n of COUNTS) look(pointer[n], thing[n], isHeldThing(i, t));
      });
    });
    // A quarter is held out, and nearly all others are met, so that the test looks where the words stand.
    expect(held).toBe(2 * ((16 * 12) / 4 + (2 * 8) / 4));
    expect(met).toBeGreaterThan(2.9 * held);
  });
});

describe.each(Object.keys(KINDS) as Kind[])('pairs: %s', (kind) => {
  const pairs = pairsOf(kind, 50);

  it('differ in one word, and only the first is right', () => {
    for (const { right, wrong, at } of pairs) {
      expect(right.filter((word, i) => word !== wrong[i]).length).toBe(1);
      expect(right[at]).not.toBe(wrong[at]);
      expect(isGrammatical(right), written(right)).toBe(true);
      expect(isGrammatical(wrong), written(wrong)).toBe(false);
    }
  });

  it('were never read', () => {
    const known = new Set(read.map((words) => words.join(' ')));
    for (const { right } of pairs) expect(known).not.toContain(right.join(' '));
  });

  it('are other ones in another set', () => {
    expect(pairsOf(kind, 50)).toEqual(pairs);
    expect(pairsOf(kind, 50, 1)).not.toEqual(pairs);
  });
});

describe('isGrammatical', () => {
  const words = 'the king by the old walls paints these small red lamps .'.split(' ');

  it('knows sentences, beginnings, and gaps', () => {
    expect(isGrammatical(words)).toBe(true);
    expect(isGrammatical(words.slice(0, 5))).toBe(false);
    expect(isGrammatical(words.slice(0, 5), true)).toBe(true);
    expect(isGrammatical(words.with(6, 'paint').slice(0, 7), true)).toBe(false);
    expect(isGrammatical(words.map((word, i) => (i === 6 ? undefined : word)))).toBe(true);
    expect(isGrammatical(words.map((word, i) => (i === 6 ? undefined : word)).slice(0, 9))).toBe(
      false,
    );
  });
});
