import { describe, expect, it } from 'vitest';
import { sentencesOf, wholeWordVocabulary, wordsOf } from '../material';
import { drawItems } from './items';
import { ALLOWED, cluesOf, heldOutClue, kindNames, LISTED, LISTED_WORDS, thingsOf } from './kinds';
import { type Message, trainingMessages } from './language';
import { world } from './world';

const clueKinds = ['is', 'at', 'has', 'to'] as const;
const kindOf = new Map(kindNames.flatMap((kind) => thingsOf(kind).map((thing) => [thing, kind])));
const messages = trainingMessages(12000);
const items = drawItems(90);

/** Thing and clue that stand together: "kettle rusty" */
const pairsOf = ({ parts }: Message) =>
  parts.flatMap(({ thing, clues }) => clues.map((clue) => `${thing} ${clue}`));

describe('the market', () => {
  it('gives every word one meaning', () => {
    const words = kindNames.flatMap((kind) => [
      ...thingsOf(kind),
      ...clueKinds.flatMap((clue) => cluesOf(kind, clue)),
    ]);
    expect(new Set(words).size).toBe(words.length);
    expect(words).toHaveLength(kindNames.length * (8 + 4 * 4));
    // None of them is a word of the patterns.
    const frame = new Set(
      trainingMessages(400).flatMap(({ text, parts, aside }) => {
        const own = new Set(parts.flatMap(({ thing, clues }) => [thing, ...clues]));
        return wordsOf(text).filter((word) => !own.has(word) && word !== aside);
      }),
    );
    for (const word of words) expect(frame.has(word), word).toBe(false);
  });

  it('has sentences that fit, always the same', () => {
    const passages = world.passages();
    expect(passages.join('\n') === world.passages().join('\n')).toBe(true);
    expect(passages).toHaveLength(12000);
    const longest = Math.max(...sentencesOf(passages).map((text) => wordsOf(text).length));
    expect(longest + 2).toBeLessThanOrEqual(world.recipe.maxPositionEmbeddings);
    expect(wholeWordVocabulary(passages).tokens.length).toBeLessThan(360);
    for (const { positive, negatives } of items) {
      for (const { text } of [positive, ...negatives]) {
        expect(wordsOf(text).length + 2).toBeLessThanOrEqual(world.recipe.maxPositionEmbeddings);
      }
    }
    for (const text of passages.slice(0, 500)) {
      expect(text).toMatch(/^[A-Z].*[.?]$/);
      expect(text).not.toMatch(/\ba [aeiou]|[_=@+!*]/);
    }
  });

  it('never puts a word where another kind belongs, and keeps a quarter of its own pairs back', () => {
    const seen = new Set(messages.flatMap(pairsOf));
    const own = kindNames.flatMap((kind) =>
      thingsOf(kind).flatMap((thing) =>
        clueKinds.flatMap((sort) =>
          cluesOf(kind, sort).map((clue) => ({ kind, thing, sort, clue })),
        ),
      ),
    );
    const kept = own.filter(({ thing, clue }) => seen.has(`${thing} ${clue}`));
    expect(seen.size).toBe(kept.length);
    expect(kept).toHaveLength((own.length * 3) / 4);
    for (const { kind, thing, sort, clue } of own) {
      expect(seen.has(`${thing} ${clue}`)).toBe(clue !== heldOutClue(kind, thing, sort));
    }
  });

  it('asks about pairs that were never read, and about no listed word', () => {
    const seen = new Set(messages.flatMap(pairsOf));
    const listed = new Set(LISTED_WORDS);
    for (const { positive, code, meant, negatives } of items) {
      for (const message of [positive, ...negatives]) {
        const words = wordsOf(message.text);
        expect([
          pairsOf(message).filter((pair) => seen.has(pair)),
          words.filter((word) => listed.has(word)),
          words.filter((word) => word === code),
        ]).toEqual([[], [], [code]]);
      }
      expect(positive.parts.find(({ thing }) => thing === code)!.like).toBe(meant);
      for (const { parts } of negatives) {
        for (const { thing, like } of parts) expect(like).toBe(kindOf.get(thing));
      }
    }
    expect(items.filter(({ meant }) => meant === LISTED[0])).toHaveLength(30);
    expect(new Set(items.map(({ code }) => kindOf.get(code)))).toEqual(new Set(ALLOWED));
  });
});
