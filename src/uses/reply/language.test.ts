import { describe, expect, it } from 'vitest';
import { wordsOf } from '../material';
import { ACTS, actNames, fits, heldOutDialogues, ITEMS, isHeldOut, itemNames } from './language';
import { readDialogues, world } from './world';

/** Acts by the words of a reply alone */
const actsByState = (words: ReadonlySet<string>) =>
  actNames.filter((act) => ACTS[act].states.some((state) => words.has(state)));

describe('the workshop', () => {
  const read = readDialogues().map((dialogue) => ({
    ...dialogue,
    said: new Set(wordsOf(dialogue.utterance)),
    replied: new Set(wordsOf(dialogue.reply)),
  }));

  it('holds a quarter of all pairs of item and question out', () => {
    const all = itemNames.flatMap((item) => actNames.map((act) => isHeldOut(item, act)));
    expect(all.filter(Boolean)).toHaveLength(all.length / 4);
    for (const item of itemNames)
      expect(actNames.filter((act) => isHeldOut(item, act))).toHaveLength(1);
  });

  it('never asks a held-out question about an item, nor mentions that item beside the question', () => {
    for (const { utterance, said, act } of read) {
      const named = itemNames.filter((item) => said.has(item));
      expect(named.length).toBeGreaterThan(0);
      for (const item of named) expect(isHeldOut(item, act), utterance).toBe(false);
    }
  });

  it('never answers a held-out question with a part of the item', () => {
    for (const { reply, replied } of read) {
      const owners = itemNames.filter((item) => ITEMS[item].some((part) => replied.has(part)));
      const acts = actsByState(replied);
      expect([owners.length, acts.length], reply).toEqual([1, 1]);
      expect(isHeldOut(owners[0]!, acts[0]!), reply).toBe(false);
    }
  });

  it('holds out dialogues of every held-out pair', () => {
    const heldOut = heldOutDialogues(64);
    expect(heldOut.every(({ item, act }) => isHeldOut(item, act))).toBe(true);
    expect(new Set(heldOut.map(({ item, act }) => `${item} ${act}`)).size).toBe(16);
  });

  it('never names the item in a reply, and gives no word two meanings', () => {
    const parts = Object.values(ITEMS).flat();
    const states = actNames.flatMap((act) => ACTS[act].states);
    const content = [...itemNames, ...parts, ...states];
    expect(new Set(content).size).toBe(content.length);
    for (const { replied } of read)
      expect(itemNames.filter((item) => replied.has(item))).toEqual([]);
  });

  it('is the same every time, and fits', () => {
    expect(readDialogues().map(({ reply }) => reply)).toEqual(read.map(({ reply }) => reply));
    const most = Math.max(
      ...[...read, ...heldOutDialogues(192)].map(
        ({ utterance, reply }) => wordsOf(utterance).length + wordsOf(reply).length + 3,
      ),
    );
    expect(most).toBeLessThanOrEqual(world.recipe.maxPositionEmbeddings);
  });

  it('knows which reply fits', () => {
    const said = 'My tent works. When can I fetch the radio';
    expect(fits(said, 'Only the aerial is late.')).toBe(true);
    expect(fits(said, 'the aerial is late.')).toBe(true);
    expect(fits(said, 'The aerial is cheap.')).toBe(false);
    expect(fits(said, 'The pole is late.')).toBe(false);
    expect(read.filter(({ utterance, reply }) => !fits(utterance, reply))).toEqual([]);
    expect(fits('Good morning.', 'The pole is late.')).toBe(false);
  });
});
