import { describe, expect, it } from 'vitest';
import { wordsOf } from '../material';
import { spelledWords, spoil } from './spoilt';
import { thirtyNights } from './story';

const { read, heldOut } = thirtyNights();

describe('the story', () => {
  it('has sentences that are nowhere in what is read, a tenth of the different ones', () => {
    const known = new Set(read.map((sentence) => wordsOf(sentence).join(' ')));
    for (const sentence of heldOut) expect(known.has(wordsOf(sentence).join(' '))).toBe(false);
    expect(heldOut.length).toBeGreaterThan(50);
    expect(heldOut.length / read.length).toBeLessThan(0.12);
    expect(thirtyNights()).toBe(thirtyNights());
  });
});

describe('spoil', () => {
  const sentences = ['The dog saw a cat.', 'Hm!'];
  const text = ['dog dog cat cat bird', 'saw saw', 'a a a a the'];

  it('replaces a word by one that was read about as often', () => {
    const spoilt = spoil('replaced', sentences, text, 9);
    expect(spoilt.length).toBeGreaterThan(3);
    for (const { words, at, of } of spoilt) {
      const own = spelledWords(sentences[of]!);
      expect(words.filter((word, i) => word !== own[i])).toEqual([words[at]]);
    }
    const others = new Map(
      spoilt.map(({ words, at, of }) => [spelledWords(sentences[of]!)[at]!, words[at]!]),
    );
    expect(['dog', 'saw']).toContain(others.get('cat'));
    // Nothing else was read four to seven times; “the” in small letters is the same word as “The”.
    expect(others.has('a')).toBe(false);
    expect(others.get('The')).toBe('Bird');
  });

  it('spells a name as a name, and other words small within a sentence', () => {
    const names = spoil('replaced', ['He saw Ann.'], ['He saw Ann.', 'Then he saw', 'Bob saw.'], 3);
    expect(names.map(({ words, at }) => [at, words[at]]).sort()).toEqual([
      [0, 'Saw'],
      [1, 'he'],
      [2, expect.stringMatching(/^(Then|Bob)$/)],
    ]);
    const [other] = spoil('replaced', ['Then Ann'], ['So Ann sat. So Ann then'], 1, 3);
    expect(other!.words.join(' ')).toMatch(/^(Sat Ann|Then So)$/);
  });

  it('swaps two different neighbours, and leaves words out', () => {
    for (const { words, at } of spoil('swapped', sentences, text, 9)) {
      const own = spelledWords(sentences[0]!);
      expect(words).toEqual(own.with(at, own[at + 1]!).with(at + 1, own[at]!));
      expect(words.at(-1)).toBe('.');
    }
    for (const { words, at, of } of spoil('missing', sentences, text, 9)) {
      const own = spelledWords(sentences[of]!);
      expect(words.toSpliced(at, 0, own[at]!)).toEqual(own);
    }
  });

  it('is the same each time, another in another set, each time at another word', () => {
    const once = spoil('replaced', heldOut, read, 8);
    expect(spoil('replaced', heldOut, read, 8)).toEqual(once);
    expect(spoil('replaced', heldOut, read, 8, 1)).not.toEqual(once);
    expect(new Set(once.map(({ of, at }) => `${of} ${at}`)).size).toBe(once.length);
    expect(once.length).toBeGreaterThan(300);
  });
});
