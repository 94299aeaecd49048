import { describe, expect, it } from 'vitest';
import { CANDIDATES, choices, hit, randomChoices } from './candidates';
import { ACTS, fits, ITEMS } from './language';

describe('choices', () => {
  const all = choices(192);

  it('offer ten replies of which only the right one fits', () => {
    for (const { dialogue, replies, right } of [...all, ...randomChoices(192)]) {
      expect(new Set(replies).size).toBe(CANDIDATES);
      expect(replies[right]).toBe(dialogue.reply);
      const fitting = replies.filter((reply) => fits(dialogue.utterance, reply));
      expect(fitting, dialogue.utterance).toEqual([dialogue.reply]);
    }
  });

  it('are hard: three answer the question about another item, three name the item’s parts', () => {
    for (const { dialogue, replies, right } of all) {
      const has = (words: readonly string[], reply: string) =>
        words.some((word) => reply.includes(` ${word} `) || reply.includes(` ${word}.`));
      const wrong = replies.filter((_, i) => i !== right);
      const answers = wrong.filter((reply) => has(ACTS[dialogue.act].states, reply));
      const parts = wrong.filter((reply) => has(ITEMS[dialogue.item], reply));
      expect([answers.length, parts.length]).toEqual([3, 3]);
      if (dialogue.aside) {
        const aside = ITEMS[dialogue.aside];
        expect(answers.some((reply) => has(aside, reply))).toBe(true);
        expect(wrong.filter((reply) => has(aside, reply))).toHaveLength(2);
      }
    }
  });

  it('put the right one anywhere', () => {
    const places = new Set(all.map(({ right }) => right));
    expect(places.size).toBe(CANDIDATES);
  });
});

describe('hit', () => {
  it('shares a tie', () => {
    expect(hit([1, 3, 2], 1)).toBe(1);
    expect(hit([1, 3, 3], 1)).toBe(0.5);
    expect(hit([0, 0, 0, 0], 2)).toBe(0.25);
    expect(hit([4, 3, 2], 1)).toBe(0);
  });
});
